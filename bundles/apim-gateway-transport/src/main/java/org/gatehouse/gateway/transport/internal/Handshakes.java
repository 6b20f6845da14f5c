package org.gatehouse.gateway.transport.internal;

import io.netty.channel.Channel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads beside the loops for the arithmetic of TLS handshakes: a thousand who come at once do not stop those who are there.
 */
final class Handshakes {
    private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);
    /** Each holds on to an engine and what its peer has sent; who comes with more of them waiting is not let in. */
    private static final int MOST_WAITING = 2048;

    private final String name;
    private final OnceAMinute full = new OnceAMinute();
    private final ThreadPoolExecutor threads;

    Handshakes(String name, int threads) {
        this(name, threads, MOST_WAITING);
    }

    Handshakes(String name, int threads, int mostWaiting) {
        this.name = name;
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(mostWaiting),
                new DefaultThreadFactory(name, true),
                (task, pool) -> {
                    tellThatTheyAreTooMany();
                    throw new RejectedExecutionException("too many handshakes wait");
                });
    }

    /** Who works for that channel; nothing is done for a channel that has ended meanwhile. */
    Executor of(Channel channel) {
        return task -> threads.execute(() -> {
            if (channel.isActive()) {
                task.run();
            }
        });
    }

    private void tellThatTheyAreTooMany() {
        if (!threads.isShutdown() && full.isDue()) {
            LOG.warn("{}: as many handshakes wait as may; connections are closed as they come", name);
        }
    }

    void stop() {
        threads.shutdownNow();
    }
}
