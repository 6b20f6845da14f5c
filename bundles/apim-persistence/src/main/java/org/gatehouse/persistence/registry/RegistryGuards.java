package org.gatehouse.persistence.registry;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.domain.registry.RegistryGuard;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The guards that are there at the moment. A tracker, for a guard may stand on the very ports that
 * {@link DatabasePorts} is about to open.
 */
public final class RegistryGuards implements Function<String, List<RegistryGuard>>, AutoCloseable {
    private final ServiceTracker<RegistryGuard, RegistryGuard> tracker;

    public RegistryGuards(BundleContext context) {
        tracker = new ServiceTracker<>(context, RegistryGuard.class, null);
        tracker.open();
    }

    @Override
    public List<RegistryGuard> apply(String path) {
        return tracker.getTracked().entrySet().stream()
                .filter(entry -> path.equals(entry.getKey().getProperty(RegistryGuard.PATH)))
                .map(entry -> entry.getValue())
                .toList();
    }

    /** The paths that somebody guards. */
    public Set<String> paths() {
        return tracker.getTracked().keySet().stream()
                .map(guard -> String.valueOf(guard.getProperty(RegistryGuard.PATH)))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        tracker.close();
    }
}
