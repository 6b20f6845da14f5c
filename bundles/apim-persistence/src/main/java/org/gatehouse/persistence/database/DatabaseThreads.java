package org.gatehouse.persistence.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.gatehouse.domain.Unavailable;

/**
 * The threads that databases are asked on. Derby leaves its connection in the locals of every thread that asked it, and
 * with that its classes: threads of the framework and of the shell, which live as long as the server, would keep one
 * generation of them for each time that a bundle below was exchanged. These end with the ports.
 */
public final class DatabaseThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;
    private static final long END_SECONDS = 5;

    private final String name;
    private final AtomicLong number = new AtomicLong();
    private volatile boolean inline;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    /** For databases. */
    public DatabaseThreads() {
        this("apim-database-");
    }

    /** For what leaves as much with whoever asks it; all threads have this name and a number. */
    public DatabaseThreads(String name) {
        this.name = name;
    }

    /** Does the work and waits for its end; an interrupted caller too, as the work may already be done for good. */
    public <T> T call(Supplier<T> work) {
        if (inline || Thread.currentThread() instanceof DatabaseThread) {
            return work.get();
        }
        Future<T> result;
        try {
            result = threads.submit(work::get);
        } catch (RejectedExecutionException e) {
            throw new Unavailable("database: its ports are closed", e);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw asItIs(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the work threw, with where it was asked for. */
    private static RuntimeException asItIs(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof RuntimeException thrown) {
            thrown.addSuppressed(new AskedHere());
            return thrown;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(failure); // a Supplier throws no others
    }

    /** From now on work is done by who asks: the driver leaves nothing with threads. */
    public void doInline() {
        inline = true;
    }

    /** Begins the work, whose end is not waited for. */
    public <T> CompletableFuture<T> begin(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    /** What is begun is done; what comes now is refused. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private Thread thread(Runnable task) {
        return new DatabaseThread(task, name + number.incrementAndGet());
    }

    /** Has nothing from who made it: neither its locals nor its class loader. */
    private static final class DatabaseThread extends Thread {
        DatabaseThread(Runnable task, String name) {
            super(null, task, name, 0, false);
            setDaemon(true);
            setContextClassLoader(DatabaseThreads.class.getClassLoader());
        }
    }

    /** Where a failure's work was asked for, in the trace of the failure. */
    private static final class AskedHere extends Exception {
        private static final long serialVersionUID = 1;

        AskedHere() {
            super("asked here");
        }
    }
}
