package org.gatehouse.gateway.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts callers against one policy. */
final class Gate {
    private static final int MOST_CALLERS = 100_000;

    private final Policy policy;
    private final InstantSource clock;
    private final AtomicInteger inside = new AtomicInteger();
    private final Cache<InetAddress, Window> windows = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfter(Expiry.<InetAddress, Window>accessing(
                    (caller, window) -> java.time.Duration.ofMillis(window.memoryMillis())))
            .build();

    Gate(Policy policy, InstantSource clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** Whether the caller may pass now; who may has been counted. A caller whom the policy does not name may. */
    boolean admits(InetAddress caller) {
        Optional<Limit> limit = policy.limitOf(caller);
        return limit.isEmpty()
                || windows.get(caller, absent -> new Window(limit.get())).takes(clock.millis());
    }

    /** Whether there is room for one more call; if so it is taken until {@link #leave}. */
    boolean enter() {
        if (policy.concurrent() == 0 || inside.incrementAndGet() <= policy.concurrent()) {
            return true;
        }
        inside.decrementAndGet();
        return false;
    }

    void leave() {
        if (policy.concurrent() > 0) {
            inside.decrementAndGet();
        }
    }

    /**
     * One caller's calls. As the original's mediator has it, whoever was kept out begins anew afterwards, whatever is left of the
     * window: that is why tiers, which let nobody in before the window does, have meters of their own.
     */
    private static final class Window {
        private final Limit limit;
        private long begun;
        private long count;
        private long barredUntil;

        Window(Limit limit) {
            this.limit = limit;
        }

        long memoryMillis() {
            return TimeUnit.SECONDS.toMillis(1) + Math.max(limit.windowMillis(), limit.barredMillis());
        }

        synchronized boolean takes(long now) {
            if (now < barredUntil && barredUntil - now <= limit.barredMillis()) {
                return false;
            }
            if (count == 0 || isOver(now - begun)) {
                begun = now;
                count = 0;
            }
            if (count >= limit.most()) {
                if (limit.barredMillis() > 0) {
                    barredUntil = now + limit.barredMillis();
                    count = 0;
                }
                return false;
            }
            count++;
            return true;
        }

        /** A clock that was set back must not lock anyone out until it has caught up. */
        private boolean isOver(long age) {
            return age >= limit.windowMillis() || age <= -limit.windowMillis();
        }
    }
}
