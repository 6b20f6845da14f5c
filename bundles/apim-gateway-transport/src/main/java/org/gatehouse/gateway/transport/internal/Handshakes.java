package org.gatehouse.gateway.transport.internal;

import io.netty.channel.Channel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads beside the loops for the arithmetic of TLS handshakes: a thousand who come at once do not stop those who are there.
 */
final class Handshakes {
    /** As many as are done in some two seconds; who comes with more of them waiting is not let in. */
    private static final int MOST_WAITING = 2048;

    private final ThreadPoolExecutor threads;

    Handshakes(String name, int threads) {
        this(name, threads, MOST_WAITING);
    }

    Handshakes(String name, int threads, int mostWaiting) {
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(mostWaiting),
                new DefaultThreadFactory(name, true));
    }

    /** Who works for that channel; nothing is done for a channel that has ended meanwhile. */
    Executor of(Channel channel) {
        return task -> threads.execute(() -> {
            if (channel.isActive()) {
                task.run();
            }
        });
    }

    void stop() {
        threads.shutdownNow();
    }
}
