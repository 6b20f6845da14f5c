package org.gatehouse.domain.gateway;

import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;

/** Brings one gateway environment to the state that an API's status asks for. */
public interface GatewayDeployer {
    /** The environment's name. */
    String environment();

    /**
     * Puts the API on the gateway in the form its status asks for; takes it off if it does not go to this environment.
     *
     * @throws Invalid if it cannot be rendered, or the gateway cannot deploy it
     * @throws Conflict if it clashes with what is deployed otherwise, or was changed by hand
     * @throws Unavailable if the gateway cannot be reached or cannot write
     */
    void deploy(Api api);

    /**
     * Takes the API off the gateway; does nothing if it is not there.
     *
     * @throws Unavailable if the gateway cannot be reached or cannot write
     */
    void withdraw(Api api);

    /**
     * The XML that the gateway would have of the API if that were deployed, by the names that it has there; none for an API that
     * does not go to this environment. The gateway is not asked.
     *
     * @throws Invalid if it cannot be rendered
     */
    Map<String, String> render(Api api);

    /**
     * What deploying these anew would change, in the order of the APIs; those that stay as they are, are left out.
     *
     * @throws Invalid if one of them cannot be rendered or would not be deployed, with its name and the reason
     * @throws Conflict if one of them clashes with what is deployed otherwise, or was changed by hand
     * @throws Unavailable if the gateway cannot be reached
     */
    List<Rewrite> preview(List<Api> apis);

    /**
     * Puts these in force, as {@link #preview} told them: all of them, or none if one is not taken.
     *
     * @throws Invalid as {@code preview} does
     * @throws Conflict as {@code preview} does
     * @throws Unavailable if the gateway cannot be reached or cannot write
     */
    void apply(List<Rewrite> rewrites);

    /**
     * Whether the gateway has the API as its status asks for.
     *
     * @throws Unavailable if the gateway cannot be reached
     */
    boolean isSettled(Api api);
}
