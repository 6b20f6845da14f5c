package org.gatehouse.domain.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks a name up on a thread of its own: the system's resolver takes as long as it likes, and nothing ends it. */
final class Lookup {
    private Lookup() {}

    /**
     * What the resolver says.
     *
     * @param deadline of {@link System#nanoTime}
     * @throws IOException if it says that there is none, or nothing in time
     */
    static <T> T within(long deadline, Callable<T> resolver) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("not there in time");
        }
        FutureTask<T> lookup = new FutureTask<>(resolver);
        Thread thread = new Thread(lookup, "apim-lookup");
        thread.setDaemon(true);
        thread.start();
        try {
            return lookup.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("an unknown host: its name is not found in time");
        } catch (ExecutionException none) {
            throw new IOException("an unknown host", none.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }
}
