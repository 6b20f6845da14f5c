package org.gatehouse.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;

/** OAuth clients in memory. */
public final class InMemoryConsumers implements Consumers {
    private final Map<String, Consumer> consumers = new ConcurrentHashMap<>();

    @Override
    public Optional<Consumer> find(String consumerKey) {
        return Optional.ofNullable(consumers.get(consumerKey));
    }

    @Override
    public void save(Consumer consumer) {
        consumers.put(consumer.key(), consumer);
    }

    @Override
    public void remove(String consumerKey) {
        consumers.remove(consumerKey);
    }
}
