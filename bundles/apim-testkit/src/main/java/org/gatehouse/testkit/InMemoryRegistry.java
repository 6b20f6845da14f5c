package org.gatehouse.testkit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.registry.RegistryGuard;
import org.jspecify.annotations.Nullable;

/** A registry in memory. */
public final class InMemoryRegistry implements Registry {
    private final Map<String, SortedMap<String, RegistryFile>> tenants = new HashMap<>();
    private final Map<String, RegistryGuard> guards = new HashMap<>();

    /** Without guards. */
    public InMemoryRegistry() {
        this(Map.of());
    }

    /** With guards, by the path that each looks after. */
    public InMemoryRegistry(Map<String, RegistryGuard> guards) {
        this.guards.putAll(guards);
    }

    /** Adds a guard, for one that needs the registry itself. */
    public synchronized void guard(String path, RegistryGuard guard) {
        guards.put(path, guard);
    }

    @Override
    public synchronized Optional<RegistryFile> find(String tenant, String path) {
        return Optional.ofNullable(tree(tenant).get(path));
    }

    @Override
    public synchronized List<String> below(String tenant, String folder) {
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        return tree(tenant).keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .toList();
    }

    @Override
    public void put(String tenant, RegistryFile file) {
        RegistryGuard guard = guardOf(file.path());
        if (guard != null) {
            guard.check(tenant, file);
        }
        synchronized (this) {
            tree(tenant).put(file.path(), file);
        }
        tell(guard, tenant, file.path());
    }

    @Override
    public boolean replace(String tenant, RegistryFile seen, RegistryFile file) {
        RegistryGuard guard = guardOf(file.path());
        if (guard != null) {
            guard.check(tenant, file);
        }
        synchronized (this) {
            RegistryFile now = tree(tenant).get(file.path());
            if (now == null || !Arrays.equals(now.content(), seen.content())) {
                return false;
            }
            tree(tenant).put(file.path(), file);
        }
        tell(guard, tenant, file.path());
        return true;
    }

    @Override
    public synchronized void putIfAbsent(String tenant, RegistryFile file) {
        tree(tenant).putIfAbsent(file.path(), file);
    }

    @Override
    public void remove(String tenant, String path) {
        synchronized (this) {
            tree(tenant).remove(path);
        }
        tell(guardOf(path), tenant, path);
    }

    private synchronized @Nullable RegistryGuard guardOf(String path) {
        return guards.get(path);
    }

    private static void tell(@Nullable RegistryGuard guard, String tenant, String path) {
        if (guard != null) {
            guard.stored(tenant, path);
        }
    }

    private SortedMap<String, RegistryFile> tree(String tenant) {
        return tenants.computeIfAbsent(tenant, unused -> new TreeMap<>());
    }
}
