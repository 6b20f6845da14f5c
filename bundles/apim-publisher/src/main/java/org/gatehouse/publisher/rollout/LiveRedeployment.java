package org.gatehouse.publisher.rollout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.Redeployment;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.identity.Caller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All APIs whose status puts them on a gateway; nobody publishes or changes one meanwhile. */
@Component
public final class LiveRedeployment implements Redeployment {
    private final Apis apis;
    private final Gateways gateways;
    private final Turns turns;

    /** Of the stored APIs. */
    @Activate
    public LiveRedeployment(@Reference Apis apis, @Reference Gateways gateways, @Reference Turns turns) {
        this.apis = apis;
        this.gateways = gateways;
        this.turns = turns;
    }

    @Override
    public List<Rewrite> preview(Caller caller) {
        caller.requireRunsTheServer();
        return turns.ofAll(() -> gateways.present().stream()
                .flatMap(deployer -> deployer.preview(live()).stream())
                .toList());
    }

    @Override
    public List<Rewrite> apply(Caller caller) {
        caller.requireRunsTheServer();
        return turns.ofAll(this::applyNow);
    }

    /** If a gateway does not take its part, those before it go back. */
    private List<Rewrite> applyNow() {
        Deque<Runnable> back = new ArrayDeque<>();
        List<Rewrite> all = new ArrayList<>();
        try {
            for (GatewayDeployer deployer : gateways.present()) {
                List<Rewrite> rewrites = deployer.preview(live());
                deployer.apply(rewrites);
                back.push(() ->
                        deployer.apply(rewrites.stream().map(Rewrite::reversed).toList()));
                all.addAll(rewrites);
            }
            return all;
        } catch (RuntimeException e) {
            back.forEach(step -> goBack(step, e));
            throw e;
        }
    }

    private static void goBack(Runnable step, RuntimeException because) {
        try {
            step.run();
        } catch (RuntimeException e) {
            because.addSuppressed(e);
        }
    }

    private List<Api> live() {
        return apis.all().stream()
                .filter(api -> api.isOnGateway() && Gateways.isReadable(api))
                .toList();
    }
}
