package org.gatehouse.keys.oauth2.authorize;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * Requests of clients that wait for a user: first to sign in, then to agree. Each is known by a key that cannot be guessed;
 * one that waits for an answer belongs to the user who was asked.
 */
final class PendingRequests {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** Anyone can begin, so only so many are kept; the newest stay. */
    private static final int MOST = 10_000;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;
    private final Map<String, Waiting> byKey = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Waiting> eldest) {
            return size() > MOST;
        }
    };

    PendingRequests(InstantSource clock) {
        this.clock = clock;
    }

    private record Waiting(
            AuthorizationRequest request, @Nullable UserName user, Instant until) {}

    /** Keeps a request; returns its key. */
    synchronized String add(AuthorizationRequest request, @Nullable UserName user) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byKey.put(key, new Waiting(request, user, clock.instant().plus(PATIENCE)));
        return key;
    }

    /** A request that waits for someone to sign in. */
    synchronized Optional<AuthorizationRequest> find(String key) {
        return live(key).filter(waiting -> waiting.user == null).map(Waiting::request);
    }

    /** Takes out a request that waits for someone to sign in. */
    synchronized Optional<AuthorizationRequest> take(String key) {
        Optional<AuthorizationRequest> request = find(key);
        request.ifPresent(found -> byKey.remove(key));
        return request;
    }

    /** A request that waits for this user's answer. */
    synchronized Optional<AuthorizationRequest> find(String key, UserName user) {
        return live(key).filter(waiting -> user.equals(waiting.user)).map(Waiting::request);
    }

    /** Takes out a request that waits for this user's answer. */
    synchronized Optional<AuthorizationRequest> take(String key, UserName user) {
        Optional<AuthorizationRequest> request = find(key, user);
        request.ifPresent(found -> byKey.remove(key));
        return request;
    }

    private Optional<Waiting> live(String key) {
        return Optional.ofNullable(byKey.get(key))
                .filter(waiting -> clock.instant().isBefore(waiting.until));
    }
}
