package org.gatehouse.gateway.mediation.call;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.synapse.config.SynapseConfiguration;

/** Threads for what may block. Both the threads and the line before them are bounded. */
public final class Workers implements AutoCloseable {
    private final ThreadPoolExecutor pool;

    /** Makes the pool; threads start when they are needed and end when idle. */
    public Workers(int threads, int queue) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), task -> {
            Thread thread = new Worker(task, "gateway-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            // What the libraries load by name is in their own bundle.
            thread.setContextClassLoader(SynapseConfiguration.class.getClassLoader());
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    /** Whether the task was taken; false when all are busy and the line is full. */
    boolean offer(Runnable task) {
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Whether the current thread may block. */
    static boolean mayBlock() {
        return Thread.currentThread() instanceof Worker;
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    private static final class Worker extends Thread {
        Worker(Runnable task, String name) {
            super(task, name);
        }
    }
}
