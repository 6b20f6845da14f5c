package org.gatehouse.publisher;

import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings gateways to what the database says when they appear: after a start, a crash, or a swap of the gateway. The
 * database is the truth; what a crash cut off between gateway and database is put right here.
 */
@Component(service = Reconciler.class, immediate = true)
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** Does it once, now. */
    @Activate
    public Reconciler(@Reference Apis apis, @Reference Gateways gateways, @Reference GatewayDeployer deployer) {
        int changed = 0;
        for (Api listed : apis.all()) {
            // Read again when its turn comes: somebody may have moved it meanwhile.
            if (gateways.inTurn(() ->
                    apis.find(listed.id()).filter(api -> settle(api, deployer)).isPresent())) {
                changed++;
            }
        }
        if (changed > 0) {
            LOG.info("{} APIs brought to their stored status on the gateways", changed);
        }
    }

    /** Returns whether there was something to do. One API that cannot be deployed does not keep the others off. */
    private static boolean settle(Api api, GatewayDeployer deployer) {
        try {
            if (deployer.isSettled(api)) {
                return false;
            }
            var failures = api.status().isOnGateway() ? deployer.deploy(api) : deployer.withdraw(api);
            failures.forEach(
                    (environment, why) -> LOG.error("{} is not as stored on {}: {}", api.id(), environment, why));
        } catch (RuntimeException e) {
            LOG.error("{} is not as stored", api.id(), e);
        }
        return true;
    }
}
