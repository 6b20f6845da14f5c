package org.gatehouse.container;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * So many places for threads, and who waits for one, in turn. A place is given back when its work is done; what is left to be
 * sent then needs none.
 */
final class Places {
    private static final int MOST_WAITING = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Set<Waiting> queue = new LinkedHashSet<>();
    private int free;

    Places(int most) {
        free = most;
    }

    /**
     * Does the work in this thread or, later, in another. It has to end with {@link #leave()}. Where too many wait or it waits
     * too long, the other is done instead, which must not leave.
     */
    void enter(Request request, Runnable work, Runnable instead) {
        boolean isFree;
        synchronized (queue) {
            isFree = free > 0;
            if (isFree) {
                free--;
            } else if (queue.size() < MOST_WAITING) {
                queue.add(new Waiting(request, work, instead));
                return;
            }
        }
        (isFree ? work : instead).run();
    }

    /** Gives a place back, to who waits longest. */
    void leave() {
        Waiting next = next();
        if (next != null) {
            next.timeout.cancel();
            next.execute(next.work);
        }
    }

    private @Nullable Waiting next() {
        synchronized (queue) {
            Iterator<Waiting> waiting = queue.iterator();
            if (!waiting.hasNext()) {
                free++;
                return null;
            }
            Waiting next = waiting.next();
            waiting.remove();
            return next;
        }
    }

    private final class Waiting {
        private final Request request;
        private final Runnable work;
        private final Runnable instead;
        private final Scheduler.Task timeout;

        private Waiting(Request request, Runnable work, Runnable instead) {
            this.request = request;
            this.work = work;
            this.instead = instead;
            this.timeout = request.getComponents().getScheduler().schedule(this::giveUp, LONGEST_WAIT);
        }

        private void giveUp() {
            boolean isWaiting;
            synchronized (queue) {
                isWaiting = queue.remove(this);
            }
            if (isWaiting) {
                execute(instead);
            }
        }

        private void execute(Runnable what) {
            request.getComponents().getExecutor().execute(what);
        }
    }
}
