package org.gatehouse.domain.gateway;

import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;

/** Brings the gateways to the state that an API's status asks for. */
public interface GatewayDeployer {
    /**
     * Puts the API on every gateway it goes to, in the form its status asks for.
     *
     * @return what went wrong, by name of the environment; empty when all gateways have it
     */
    Map<String, String> deploy(Api api);

    /**
     * Takes the API off every gateway.
     *
     * @return what went wrong, by name of the environment; empty when no gateway has it any more
     */
    Map<String, String> withdraw(Api api);

    /**
     * What deploying these anew would change, in the order of the APIs; those that stay as they are, are left out.
     *
     * @throws Invalid if one of them cannot be rendered or would not be deployed, with its name and the reason
     * @throws Conflict if one of them clashes with what is deployed otherwise, or was changed by hand
     */
    List<Rewrite> preview(List<Api> apis);

    /**
     * Renders these anew and deploys what differs: all of it, or nothing if one of them is not taken.
     *
     * @return what has changed
     * @throws Invalid as {@link #preview} does
     * @throws Conflict as {@code preview} does
     * @throws Unavailable if a gateway cannot be reached or cannot write
     */
    List<Rewrite> redeploy(List<Api> apis);

    /** Whether every gateway that should have the API has it, and no other. */
    boolean isSettled(Api api);
}
