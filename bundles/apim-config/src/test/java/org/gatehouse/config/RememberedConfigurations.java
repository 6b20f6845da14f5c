package org.gatehouse.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Configuration Admin's place in tests. */
final class RememberedConfigurations implements Configurations {
    final Map<String, Map<String, Object>> byPid = new ConcurrentHashMap<>();
    final BlockingQueue<String> changes = new LinkedBlockingQueue<>();

    @Override
    public boolean put(String pid, Map<String, Object> properties) {
        Map<String, Object> before = byPid.put(pid, properties);
        if (before != null && plain(before).equals(plain(properties))) {
            return false;
        }
        changes.add(pid);
        return true;
    }

    @Override
    public boolean present(Set<String> pids) {
        return pids.stream().anyMatch(byPid::containsKey);
    }

    List<String> drain() {
        List<String> drained = new ArrayList<>();
        changes.drainTo(drained);
        return drained;
    }

    String awaitChange() throws InterruptedException {
        String pid = changes.poll(10, TimeUnit.SECONDS);
        if (pid == null) {
            throw new AssertionError("nothing was configured within ten seconds");
        }
        return pid;
    }

    private static List<String> plain(Map<String, Object> properties) {
        return properties.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + (entry.getValue() instanceof String[] texts ? List.of(texts) : entry.getValue()))
                .sorted()
                .toList();
    }
}
