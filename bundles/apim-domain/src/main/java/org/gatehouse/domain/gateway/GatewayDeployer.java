package org.gatehouse.domain.gateway;

import java.util.Map;
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

    /** Whether every gateway that should have the API has it, and no other. */
    boolean isSettled(Api api);
}
