package org.gatehouse.domain.intake;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies may be held in memory at a time. A quarter of the heap is for bodies; each kind of door has its
 * own part of it, so that none starves another. Bodies that are passed on piece by piece are not held.
 */
public final class BodyBudget {
    /** The kinds of doors, and how many eighths of what is for bodies each may hold. */
    public enum Door {
        /** The gateway's ports. */
        GATEWAY(4),
        /** Tokens and everything else below {@code /oauth2}. */
        KEYS(1),
        /** Publisher, store, console. */
        PORTALS(2),
        /** SOAP. */
        SERVICES(1);

        private final int eighths;

        Door(int eighths) {
            this.eighths = eighths;
        }
    }

    private static final Map<Door, BodyBudget> OF_THIS_PROCESS = new EnumMap<>(Door.class);

    static {
        for (Door door : Door.values()) {
            OF_THIS_PROCESS.put(door, new BodyBudget(Runtime.getRuntime().maxMemory() / 4 / 8 * door.eighths));
        }
    }

    private final long bytes;
    private final AtomicLong held = new AtomicLong();

    /** A budget of so many bytes. */
    public BodyBudget(long bytes) {
        this.bytes = bytes;
    }

    /** The one of this process for such doors. */
    public static BodyBudget of(Door door) {
        return Objects.requireNonNull(OF_THIS_PROCESS.get(door));
    }

    /** The whole of it, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** What is held now, in bytes. */
    public long held() {
        return held.get();
    }

    /** For one body, of which nothing is held yet. Whoever opens it closes it. */
    public Hold open() {
        return new Hold();
    }

    /** What one body holds. Not for several threads at a time, but any of them may close it. */
    public final class Hold implements AutoCloseable {
        private final AtomicLong mine = new AtomicLong();

        private Hold() {}

        /** Holds so many bytes more; if there is no room for them, nothing changes and the answer is false. */
        public boolean grow(long more) {
            if (held.addAndGet(more) > bytes) {
                held.addAndGet(-more);
                return false;
            }
            mine.addAndGet(more);
            return true;
        }

        /** Gives all of it back. Closing twice does nothing more. */
        @Override
        public void close() {
            held.addAndGet(-mine.getAndSet(0));
        }
    }
}
