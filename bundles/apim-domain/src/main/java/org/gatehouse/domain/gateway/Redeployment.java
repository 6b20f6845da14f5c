package org.gatehouse.domain.gateway;

import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Caller;

/** Brings all live APIs, of all tenants, to the templates as they are now. For those who run the server. */
public interface Redeployment {
    /**
     * What {@link #apply} would change; nothing is changed.
     *
     * @throws Invalid if a template is broken, or an API made of it would not be deployed, with name, line and reason
     * @throws Conflict if an API was changed by hand on its gateway
     * @throws Unavailable if there is no gateway
     * @throws Forbidden if the caller does not run the server
     */
    List<Rewrite> preview(Caller caller);

    /**
     * Deploys all that the templates make anew: all of it, or nothing if one API is not taken.
     *
     * @return what has changed
     * @throws Invalid as {@link #preview} does
     * @throws Conflict as {@code preview} does
     * @throws Unavailable if there is no gateway, or it cannot write
     * @throws Forbidden as {@code preview} does
     */
    List<Rewrite> apply(Caller caller);
}
