package org.gatehouse.gateway.plugin;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where calls wait for a plugin whose bundle is exchanged just now. Nobody waits for one that has been away for longer, and
 * not more than so many wait at a time.
 */
public final class WaitingRoom {
    /** Enough for the exchange of what nearly everything is wired to, on a busy machine. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Of the time that somebody has waited already: the longer, the less often he asks. */
    private static final int PAUSE_PART = 8;

    private static final int MOST = 4000;

    private final long longestNanos;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Set<Seat> seats = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** One who waits; each is another one. */
    private static final class Seat {
        private final CompletableFuture<Void> end;

        private Seat(CompletableFuture<Void> end) {
            this.end = end;
        }
    }

    /** As long as usual. */
    WaitingRoom() {
        this(LONGEST);
    }

    WaitingRoom(Duration longest) {
        longestNanos = longest.toNanos();
    }

    /**
     * Has somebody wait, if that is of use.
     *
     * @param since when he began to wait, by {@link System#nanoTime}
     * @param then done by the executor, once, when the plugin has come or gone or the time is over; not at all if the
     *     answer is false
     */
    public boolean await(Late missing, long since, Executor executor, Runnable then) {
        CompletableFuture<Void> change = missing.change();
        // In this order: what comes in between is not waited for.
        if (missing.isPresent()) {
            executor.execute(then);
            return true;
        }
        long now = System.nanoTime();
        long left = longestNanos - Math.max(now - since, now - missing.absentSince());
        return sit(change, left, executor, then);
    }

    /** The same for what can only be asked again in a moment. */
    public boolean pause(long since, Executor executor, Runnable then) {
        long waited = System.nanoTime() - since;
        long pause = Math.max(PAUSE_NANOS, waited / PAUSE_PART);
        return sit(new CompletableFuture<>(), Math.min(longestNanos - waited, pause), executor, then);
    }

    private boolean sit(CompletableFuture<Void> awaited, long nanos, Executor executor, Runnable then) {
        if (nanos <= 0) {
            return false;
        }
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            return false;
        }
        // Only now: what is awaited keeps each copy until it ends, which may be never.
        CompletableFuture<Void> end = awaited.copy();
        Seat seat = new Seat(end);
        seats.add(seat);
        // In this order: who sits down while it closes is not overlooked.
        long most = closed ? Math.min(nanos, PAUSE_NANOS) : nanos;
        end.completeOnTimeout(null, most, TimeUnit.NANOSECONDS)
                .thenRunAsync(
                        () -> {
                            seats.remove(seat);
                            waiting.decrementAndGet();
                            then.run();
                        },
                        executor);
        return true;
    }

    /** All who wait may find something better; who does not may come again, for a moment at a time. */
    public void close() {
        closed = true;
        seats.forEach(seat -> seat.end.complete(null));
    }

    /** Whether who has been away since then, by {@link System#nanoTime}, may be expected back. */
    boolean isOfUse(long absentSince) {
        return System.nanoTime() - absentSince < longestNanos;
    }

    /** Whether it is better not to wait here. */
    public boolean isClosed() {
        return closed;
    }
}
