package org.gatehouse.persistence.registry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatehouse.domain.registry.RegistryGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the guards of a path when another server that shares the database has written there. */
public final class RegistryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);
    private static final long EVERY_MILLIS = 500;

    private final RegistryTable registry;
    private final Supplier<Set<String>> paths;
    private final Function<String, List<RegistryGuard>> guards;
    private final Map<String, Map<String, String>> seen = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "apim-registry-watch");
        thread.setDaemon(true);
        return thread;
    });
    private boolean away;

    public RegistryWatch(
            RegistryTable registry, Supplier<Set<String>> paths, Function<String, List<RegistryGuard>> guards) {
        this.registry = registry;
        this.paths = paths;
        this.guards = guards;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ends with its executor
    public RegistryWatch started() {
        thread.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Looks once. What is there at the first look is no change. */
    void look() {
        try {
            for (String path : paths.get()) {
                Map<String, String> now = registry.stamps(path);
                Map<String, String> before = seen.put(path, now);
                if (before != null) {
                    changed(before, now)
                            .forEach(tenant -> guards.apply(path).forEach(guard -> guard.stored(tenant, path)));
                }
            }
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.warn("Changes that other servers make in the registry are not seen for now: {}", e.toString());
            }
            away = true;
        }
    }

    private static Set<String> changed(Map<String, String> before, Map<String, String> now) {
        Set<String> tenants = new HashSet<>(before.keySet());
        tenants.addAll(now.keySet());
        tenants.removeIf(tenant -> before.getOrDefault(tenant, "").equals(now.getOrDefault(tenant, "")));
        return tenants;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
