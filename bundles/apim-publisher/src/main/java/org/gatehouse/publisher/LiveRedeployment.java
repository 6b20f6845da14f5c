package org.gatehouse.publisher;

import java.util.List;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.Redeployment;
import org.gatehouse.domain.gateway.Rewrite;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All APIs whose status puts them on a gateway; nobody publishes or changes one meanwhile. */
@Component
public final class LiveRedeployment implements Redeployment {
    private final Apis apis;
    private final Gateways gateways;
    private final GatewayDeployer deployer;

    /** Of the stored APIs. */
    @Activate
    public LiveRedeployment(@Reference Apis apis, @Reference Gateways gateways, @Reference GatewayDeployer deployer) {
        this.apis = apis;
        this.gateways = gateways;
        this.deployer = deployer;
    }

    @Override
    public List<Rewrite> preview() {
        return gateways.inTurn(() -> deployer.preview(live()));
    }

    @Override
    public List<Rewrite> apply() {
        return gateways.inTurn(() -> deployer.redeploy(live()));
    }

    private List<Api> live() {
        return apis.all().stream().filter(api -> api.status().isOnGateway()).toList();
    }
}
