package org.gatehouse.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.cm.PersistenceManager;
import org.apache.felix.framework.FrameworkFactory;
import org.gatehouse.testkit.Slowness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ManagedService;

/** In a framework with its Configuration Admin. */
@Timeout(60)
final class SettledConfigurationTest {
    @TempDir
    private Path storage;

    @Test
    void whoeverRegisteredBeforeHasHisSettings() throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(
                        Map.of(
                                Constants.FRAMEWORK_STORAGE,
                                storage.toString(),
                                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                "org.osgi.service.cm;version=1.6.1,org.osgi.service.log;version=1.5,org.osgi.util.tracker;version=1.5.2"));
        framework.start();
        try {
            BundleContext context = framework.getBundleContext();
            context.installBundle(PersistenceManager.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString())
                    .start();
            List<String> settled = new CopyOnWriteArrayList<>();
            for (String each : List.of("first", "second")) {
                context.registerService(
                        ManagedService.class,
                        settings -> {
                            Slowness.of(Duration.ofMillis(300));
                            settled.add(each);
                        },
                        FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_PID, each)));
            }
            new SettledConfiguration().start(context);
            assertThat(settled).containsExactly("first", "second");
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }
}
