package org.gatehouse.gateway.handlers.throttle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.InstantSource;

/**
 * Counts the calls of one spender in windows of time; a window begins with the first call after the one before is over.
 * Never lets more through in a window than the limit, however many threads ask, and never takes a lock.
 */
final class Counter {
    /** What became of a call. */
    enum Answer {
        ADMITTED,
        REFUSED,
        /** This counter was retired; another one is to be asked. */
        RETIRED
    }

    private record Window(long start, long length, long count, boolean retired) {
        boolean covers(long now, long unit) {
            // A clock that was set back by more than a unit must not lock anyone out until it has caught up.
            long age = now - start;
            return age < unit && age > -unit;
        }
    }

    private static final long UNUSED = 0;
    private static final Window RETIRED = new Window(0, 0, 0, true);

    private static final VarHandle WINDOW;

    static {
        try {
            WINDOW = MethodHandles.lookup().findVarHandle(Counter.class, "window", Window.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Window window;

    Counter(long now) {
        window = new Window(now, UNUSED, 0, false);
    }

    /**
     * Counts a call if the limit allows it.
     *
     * @param limit calls in a unit
     * @param unit length of the window in milliseconds; a change of it counts for the running window too
     */
    Answer take(long limit, long unit, InstantSource clock) {
        while (true) {
            Window current = window;
            if (current.retired) {
                return Answer.RETIRED;
            }
            // Asked only now: a window is never younger than the time it is compared with.
            long now = clock.millis();
            boolean running = current.length != UNUSED && current.covers(now, unit);
            long used = running ? current.count : 0;
            if (used >= limit) {
                return Answer.REFUSED;
            }
            Window next = new Window(running ? current.start : now, unit, used + 1, false);
            if (WINDOW.compareAndSet(this, current, next)) {
                return Answer.ADMITTED;
            }
        }
    }

    /** Retires the counter if its window is over; after that it admits and refuses no one. */
    boolean retire(InstantSource clock) {
        Window current = window;
        long now = clock.millis();
        return current.retired
                || (!current.covers(now, current.length) && WINDOW.compareAndSet(this, current, RETIRED));
    }
}
