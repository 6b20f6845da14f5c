package org.gatehouse.front;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * Where the doors of the installed bundles are, open or not: their capabilities of the namespace {@value #NAMESPACE} say it with
 * the attribute {@code path}.
 */
@Component(service = KnownDoors.class)
public final class KnownDoors {
    static final String NAMESPACE = "org.gatehouse.door";

    private final BundleTracker<List<String>> bundles;

    /** Of the bundles that come and go from now on, and of those that there are. */
    @Activate
    public KnownDoors(BundleContext framework) {
        int installed = Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;
        bundles = new BundleTracker<>(framework, installed, new Paths());
        bundles.open();
    }

    /** Whether there is a door at the path, or above it. */
    boolean has(String path) {
        return bundles.getTracked().values().stream()
                .flatMap(List::stream)
                .anyMatch(door -> path.equals(door) || path.startsWith(door + "/"));
    }

    @Deactivate
    void close() {
        bundles.close();
    }

    private static final class Paths implements BundleTrackerCustomizer<List<String>> {
        @Override
        public @Nullable List<String> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            List<String> paths = Stream.ofNullable(revision)
                    .flatMap(each -> each.getDeclaredCapabilities(NAMESPACE).stream())
                    .map(door -> Objects.toString(door.getAttributes().get("path"), ""))
                    .filter(path -> path.startsWith("/"))
                    .toList();
            return paths.isEmpty() ? null : paths;
        }

        @Override
        public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, List<String> paths) {
            // What a bundle says of its doors changes only with the bundle.
        }

        @Override
        public void removedBundle(Bundle bundle, @Nullable BundleEvent event, List<String> paths) {
            // The tracker forgets it.
        }
    }
}
