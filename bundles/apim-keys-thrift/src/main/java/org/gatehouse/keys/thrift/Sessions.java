package org.gatehouse.keys.thrift;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The gateways that have logged in. Outlives changes of the socket's configuration. */
@Component(service = Sessions.class)
public final class Sessions {
    static final Duration IDLE = Duration.ofMinutes(30);
    static final int MOST = 10_000;
    private static final int ID_BYTES = 24;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> lastUsed = new ConcurrentHashMap<>();

    /** With the system's clock. */
    @Activate
    public Sessions() {
        this(InstantSource.system());
    }

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins a session and answers its id. */
    synchronized String begin() {
        if (lastUsed.size() >= MOST) {
            makeRoom();
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        lastUsed.put(id, clock.instant());
        return id;
    }

    /** Whether the session is alive; if it is, its idle time begins anew. */
    boolean isAlive(String id) {
        Instant now = clock.instant();
        return lastUsed.computeIfPresent(id, (same, last) -> isOver(last, now) ? null : now) != null;
    }

    private void makeRoom() {
        Instant now = clock.instant();
        lastUsed.values().removeIf(last -> isOver(last, now));
        if (lastUsed.size() >= MOST) {
            lastUsed.entrySet().stream()
                    .min(Comparator.comparing(Map.Entry::getValue))
                    .ifPresent(oldest -> lastUsed.remove(oldest.getKey()));
        }
    }

    private static boolean isOver(Instant last, Instant now) {
        return Duration.between(last, now).compareTo(IDLE) >= 0;
    }
}
