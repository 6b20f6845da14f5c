package org.gatehouse.boot;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends its start level only when the settings of {@code etc} have reached whoever started before.
 *
 * <p>Karaf does not wait for that. Its features service begins a level later, and is begun anew when its own settings come; the
 * resolver of {@code mvn:} addresses is replaced when its settings come, and what is being read then is lost: a repository of
 * features, with the roles in it.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class SettledConfiguration implements BundleActivator {
    private static final Logger LOG = LoggerFactory.getLogger(SettledConfiguration.class);
    private static final long LIMIT_SECONDS = 30;
    private static final String OWN = "org.gatehouse.boot";

    /** Waits half a minute at most; after that the server starts all the same, with a warning in the log. */
    @Override
    public void start(BundleContext context) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        // Settings are handed out one after the other: when our turn comes, all that were there before have had theirs.
        context.registerService(
                ManagedService.class,
                settings -> reached.countDown(),
                FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_PID, OWN)));
        if (!reached.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The settings of etc are not handed out after {} s; features may be missing.", LIMIT_SECONDS);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
