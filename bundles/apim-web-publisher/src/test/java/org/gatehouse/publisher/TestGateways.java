package org.gatehouse.publisher;

import org.gatehouse.domain.gateway.GatewayDeployer;

/** Reaches the wiring that the container does otherwise. */
public final class TestGateways {
    private TestGateways() {}

    public static Gateways with(GatewayDeployer deployer) {
        Gateways gateways = new Gateways();
        gateways.addDeployer(deployer);
        return gateways;
    }
}
