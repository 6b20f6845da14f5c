package org.gatehouse.domain.gateway;

import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;

/** Brings all live APIs to the templates as they are now. */
public interface Redeployment {
    /**
     * What {@link #apply} would change; nothing is changed.
     *
     * @throws Invalid if a template is broken, or an API made of it would not be deployed, with name, line and reason
     * @throws Conflict if an API was changed by hand on its gateway
     * @throws Unavailable if there is no gateway
     */
    List<Rewrite> preview();

    /**
     * Deploys all that the templates make anew: all of it, or nothing if one API is not taken.
     *
     * @return what has changed
     * @throws Invalid as {@link #preview} does
     * @throws Conflict as {@code preview} does
     * @throws Unavailable if there is no gateway, or it cannot write
     */
    List<Rewrite> apply();
}
