package org.gatehouse.testkit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.keys.AuthorizationCode;
import org.gatehouse.domain.keys.AuthorizationCodes;
import org.gatehouse.domain.keys.Consumers;

/** Authorization codes in memory. Those of a removed client are gone. */
public final class InMemoryAuthorizationCodes implements AuthorizationCodes {
    private final Consumers consumers;
    private final Map<String, AuthorizationCode> waiting = new HashMap<>();
    private final Map<String, AuthorizationCode> taken = new HashMap<>();
    private final Map<String, String> exchanged = new HashMap<>();

    /** Codes of these clients. */
    public InMemoryAuthorizationCodes(Consumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public synchronized void add(AuthorizationCode code) {
        waiting.put(code.value(), code);
    }

    @Override
    public synchronized Optional<AuthorizationCode> take(String value) {
        waiting.values().removeIf(code -> consumers.find(code.consumerKey()).isEmpty());
        Optional<AuthorizationCode> code = Optional.ofNullable(waiting.remove(value));
        code.ifPresent(found -> taken.put(value, found));
        return code;
    }

    @Override
    public synchronized void exchanged(String value, String accessToken) {
        exchanged.put(value, accessToken);
    }

    @Override
    public synchronized Optional<String> exchangedFor(String value) {
        return Optional.ofNullable(exchanged.get(value));
    }

    @Override
    public synchronized int removeExpired(Instant before) {
        int all = waiting.size() + taken.size();
        waiting.values().removeIf(code -> code.expires().isBefore(before));
        taken.values().removeIf(code -> code.expires().isBefore(before));
        exchanged.keySet().retainAll(taken.keySet());
        return all - waiting.size() - taken.size();
    }
}
