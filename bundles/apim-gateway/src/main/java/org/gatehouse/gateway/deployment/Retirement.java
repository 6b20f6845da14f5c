package org.gatehouse.gateway.deployment;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.synapse.ManagedLifecycle;
import org.gatehouse.gateway.mediation.call.DeployedApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends artefacts that were replaced, when the calls that began with them must have ended. */
final class Retirement {
    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    private final ScheduledExecutorService timer;
    private final Duration patience;

    Retirement(ScheduledExecutorService timer, Duration patience) {
        this.timer = timer;
        this.patience = patience;
    }

    void of(Artefact artefact) {
        if (!timer.isShutdown()) {
            timer.schedule(() -> end(artefact), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    static void end(Artefact artefact) {
        try {
            if (artefact.built() instanceof DeployedApi api) {
                api.release();
            } else if (artefact.built() instanceof ManagedLifecycle managed) {
                managed.destroy();
            }
        } catch (RuntimeException e) {
            LOG.warn("{} did not end cleanly", artefact.name(), e);
        }
    }
}
