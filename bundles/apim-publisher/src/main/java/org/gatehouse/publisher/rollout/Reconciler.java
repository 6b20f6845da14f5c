package org.gatehouse.publisher.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings gateways to what the database says when they appear: after a start, a crash, or a swap of the gateway; and when
 * they can be reached again. The database is the truth; what a crash cut off between gateway and database is put right
 * here.
 */
@Component(service = Reconciler.class, immediate = true)
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "publisher-reconciler");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<GatewayDeployer> present = ConcurrentHashMap.newKeySet();
    private final Apis apis;
    private final Gateways gateways;
    private final Turns turns;

    /** Tries late gateways again every ten seconds. */
    @Activate
    public Reconciler(@Reference Apis apis, @Reference Gateways gateways, @Reference Turns turns) {
        this(apis, gateways, turns, Duration.ofSeconds(10));
    }

    /** Tries late gateways again that often. */
    public Reconciler(Apis apis, Gateways gateways, Turns turns, Duration again) {
        this.apis = apis;
        this.gateways = gateways;
        this.turns = turns;
        timer.scheduleWithFixedDelay(
                () -> gateways.takeLate().stream().filter(present::contains).forEach(this::settle),
                again.toMillis(),
                again.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** A gateway has come; it is brought to what is stored, beside the caller. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addDeployer(GatewayDeployer arrived) {
        present.add(arrived);
        timer.execute(() -> settle(arrived));
    }

    /** A gateway has gone. */
    public void removeDeployer(GatewayDeployer gone) {
        present.remove(gone);
    }

    /** Ends the attempts. */
    @Deactivate
    public void close() {
        timer.shutdownNow();
    }

    /** Brings this gateway to what is stored, now; with the database away, as soon as that is back. */
    public void settle(GatewayDeployer deployer) {
        List<Api> stored;
        try {
            stored = apis.all();
        } catch (RuntimeException e) { // or the timer would never run again
            LOG.warn("{} cannot be brought to what is stored yet: {}", deployer.environment(), e.toString());
            gateways.isLate(deployer);
            return;
        }
        int changed = 0;
        for (Api listed : stored) {
            switch (settle(listed.id(), deployer)) {
                case SETTLED -> {}
                case CHANGED -> changed++;
                case BUSY -> gateways.isLate(deployer);
                case AWAY -> {
                    gateways.isLate(deployer);
                    return;
                }
            }
        }
        if (changed > 0) {
            LOG.info("{} APIs brought to their stored status on {}", changed, deployer.environment());
        }
    }

    private Found settle(ApiId id, GatewayDeployer deployer) {
        try {
            // Read again when its turn comes: somebody may have moved it meanwhile.
            return turns.of(
                    id, () -> apis.find(id).map(api -> settle(api, deployer)).orElse(Found.SETTLED));
        } catch (Unavailable e) {
            LOG.warn("{} is not as stored on {} yet: {}", id, deployer.environment(), e.getMessage());
            return Found.BUSY;
        } catch (RuntimeException e) {
            LOG.error("{} is not as stored on {}", id, deployer.environment(), e);
            return Found.SETTLED;
        }
    }

    /** One API that cannot be deployed does not keep the others off. */
    private static Found settle(Api api, GatewayDeployer deployer) {
        if (!Gateways.isReadable(api)) {
            LOG.warn(
                    "{}: what it calls is stored so that it can't be read, and {} keeps what it has (expected: somebody"
                            + " saves the API anew)",
                    api.id(),
                    deployer.environment());
            return Found.SETTLED;
        }
        try {
            if (deployer.isSettled(api)) {
                return Found.SETTLED;
            }
            Gateways.bring(deployer, api);
        } catch (Invalid | Conflict e) {
            LOG.error("{} is not as stored on {}: {}", api.id(), deployer.environment(), e.getMessage());
        } catch (Unavailable e) {
            LOG.warn("{} is not as stored yet: {}", deployer.environment(), e.getMessage());
            return Found.AWAY;
        }
        return Found.CHANGED;
    }

    /** How it stands with one API on a gateway. */
    private enum Found {
        SETTLED,
        CHANGED,
        /** Somebody else changes it, or the database is away. */
        BUSY,
        /** The gateway cannot be reached. */
        AWAY
    }
}
