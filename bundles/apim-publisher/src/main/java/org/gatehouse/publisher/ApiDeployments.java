package org.gatehouse.publisher;

import java.time.Duration;
import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.intake.FewAtOnce;
import org.gatehouse.publisher.rollout.Gateways;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where APIs are deployed, as the gateways themselves tell. */
@Component(service = ApiDeployments.class)
public final class ApiDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(ApiDeployments.class);

    /** A gateway that is asked and says nothing keeps who asks for half a minute. */
    private static final int AT_ONCE = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FewAtOnce few = new FewAtOnce("gateways", AT_ONCE, PATIENCE);
    private final OwnApis own;
    private final Gateways gateways;
    private final Turns turns;

    /** Of the stored APIs. */
    @Activate
    public ApiDeployments(@Reference Apis apis, @Reference Gateways gateways, @Reference Turns turns) {
        this.own = new OwnApis(apis);
        this.gateways = gateways;
        this.turns = turns;
    }

    /**
     * How the API stands on each gateway that there is, by their names.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     * @throws NotFound if there is no such API
     * @throws Unavailable if too many others ask at the moment
     */
    public List<Deployment> of(Caller caller, ApiId id) {
        Api api = own.find(caller, id);
        return few.run(
                caller.account(),
                () -> gateways.all().stream()
                        .map(gateway -> Deployment.look(gateway, api))
                        .toList());
    }

    /**
     * Brings the API on one gateway to what is stored.
     *
     * @param environment the gateway's name
     * @throws Forbidden if the caller does not publish
     * @throws NotFound if there is no such API
     * @throws Invalid if there is no such gateway, or it cannot deploy the API, or what that calls is stored so that it can't be read
     * @throws Conflict if it has something else there, or a person edited its file
     * @throws Unavailable if it cannot be reached
     */
    public void bring(Caller caller, ApiId id, String environment) {
        caller.requireAny(Permission.PUBLISH_APIS);
        turns.of(id, () -> {
            Api api = own.find(caller, id);
            GatewayDeployer gateway = gateways.all().stream()
                    .filter(each -> each.environment().equals(environment))
                    .findFirst()
                    .orElseThrow(() -> new Invalid("environment: " + environment + " (expected: a gateway's name)"));
            if (!Gateways.isReadable(api)) {
                throw new Invalid(Deployment.UNREADABLE);
            }
            try {
                Gateways.bring(gateway, api);
            } finally {
                gateways.forget(api);
            }
            LOG.info("{} brought to what is stored on {} by {}", id, environment, caller.user());
            return api;
        });
    }
}
