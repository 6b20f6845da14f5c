package org.gatehouse.container;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/**
 * The bytes that a side holds for those who keep it waiting. Where they are too many, who has waited longest is given up, so
 * that there is room for whoever is quick. Beside the budget, which is the doors'.
 */
final class Held {
    /** Most bytes of one side. */
    static final long MOST = 32L << 20;
    /** What is taken at least, so that not many have to be given up for one. */
    static final int LEAST = 1024;

    private final Set<Share> shares = new LinkedHashSet<>();
    private long bytes;

    /** A share that has nothing yet. */
    Share share(Runnable giveUp) {
        return new Share(giveUp);
    }

    /** Ends the connection of a request, whatever it waits for; not in the thread of who is in need of room. */
    static Runnable closing(Request request) {
        return () -> request.getComponents()
                .getExecutor()
                .execute(request.getConnectionMetaData().getConnection().getEndPoint()::close);
    }

    /** What is held for one request. */
    final class Share {
        private final Runnable giveUp;
        private long size;
        private boolean isOver;

        private Share(Runnable giveUp) {
            this.giveUp = giveUp;
        }

        /** Takes so many more, and whatever it needs for that from others. False where this was given up itself. */
        boolean take(long more) {
            List<Share> tooMuch = new ArrayList<>();
            boolean isTaken;
            synchronized (Held.this) {
                if (!isOver) {
                    bytes += more;
                    size += more;
                    shares.add(this);
                }
                while (bytes > MOST) {
                    Share oldest = shares.iterator().next();
                    oldest.giveBack();
                    tooMuch.add(oldest);
                }
                isTaken = !isOver;
            }
            tooMuch.forEach(share -> share.giveUp.run());
            return isTaken;
        }

        /** Gives back what it has, for good. False where that has been done before. */
        boolean giveBack() {
            synchronized (Held.this) {
                boolean wasOver = isOver;
                isOver = true;
                if (shares.remove(this)) {
                    bytes -= size;
                }
                return !wasOver;
            }
        }
    }
}
