package org.gatehouse.domain.catalog;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.gatehouse.domain.Unavailable;

/** Turns among the threads of one server. */
public final class LocalTurns implements Turns {
    /** Whoever changes one thing shares it. */
    private final ReentrantReadWriteLock all = new ReentrantReadWriteLock(true);

    private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();
    private final Duration patience;

    /** With half a minute to wait for a turn. */
    public LocalTurns() {
        this(Duration.ofSeconds(30));
    }

    /** With that time to wait for a turn. */
    public LocalTurns(Duration patience) {
        this.patience = patience;
    }

    @Override
    public <T> T of(ApiId api, Supplier<T> change) {
        return holding(all.readLock(), "all APIs", () -> inQueue(Turns.name(api), change));
    }

    @Override
    public <T> T ofNames(String tenant, Supplier<T> change) {
        return holding(all.readLock(), "all APIs", () -> inQueue("names of " + tenant, change));
    }

    @Override
    public <T> T ofAll(Supplier<T> change) {
        return holding(all.writeLock(), "all APIs", change);
    }

    private <T> T inQueue(String what, Supplier<T> change) {
        Queue queue = queues.compute(what, (name, there) -> (there == null ? new Queue() : there).joined());
        try {
            return holding(queue.lock, what, change);
        } finally {
            queues.computeIfPresent(what, (name, there) -> there.isEmptyWithoutOne() ? null : there);
        }
    }

    private <T> T holding(Lock lock, String what, Supplier<T> change) {
        if (!isMine(lock, what)) {
            throw new Unavailable(what + ": somebody else changes it (expected: a try again when that has ended)");
        }
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean isMine(Lock lock, String what) {
        try {
            return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(what + ": the wait for its turn was interrupted", e);
        }
    }

    /** Those who want to change the same thing; it counts them within the map's own lock. */
    private static final class Queue {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int members;

        Queue joined() {
            members++;
            return this;
        }

        boolean isEmptyWithoutOne() {
            members--;
            return members == 0;
        }
    }
}
