package org.gatehouse.gateway.transport.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.gatehouse.gateway.transport.HttpService;
import org.jspecify.annotations.Nullable;

/**
 * Who serves the requests of a port. While one has gone and the next has not come, requests wait: some seconds at most, and
 * not more than so many; all others are told to come again.
 */
final class Reception {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int MOST = 4000;
    private static final byte[] LATER =
            "Service Unavailable: the gateway is being exchanged\n".getBytes(StandardCharsets.US_ASCII);

    private final Queue<NettyExchange> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger howMany = new AtomicInteger();
    private volatile @Nullable Shift shift;
    private volatile long emptySince;

    /** The time of one service, from its first request to the end of its last. */
    static final class Shift {
        private final HttpService service;
        private final LongAdder underWay = new LongAdder();
        private volatile boolean over;

        private Shift(HttpService service) {
            this.service = service;
        }

        private boolean takes() {
            underWay.increment();
            if (over) {
                underWay.decrement();
                return false;
            }
            return true;
        }

        /** A request that it took is at its end. */
        void ended() {
            underWay.decrement();
        }

        /** Waits until all that is under way has ended; false if the time is over before. */
        boolean drain(Duration atMost) {
            long deadline = System.nanoTime() + atMost.toNanos();
            while (underWay.sum() > 0 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            return underWay.sum() == 0;
        }
    }

    /** From now on this one serves, those that wait first. */
    Shift begin(HttpService service) {
        Shift begun = new Shift(service);
        shift = begun;
        callIn();
        return begun;
    }

    /** Has a request served; on its loop. What the service throws goes through. */
    void serve(NettyExchange exchange) {
        Shift now = shift;
        if (now != null && now.takes()) {
            exchange.servedIn(now);
            now.service.serve(exchange);
        } else {
            await(exchange);
        }
    }

    private void await(NettyExchange exchange) {
        if (howMany.incrementAndGet() > MOST || isOverdue(System.nanoTime())) {
            howMany.decrementAndGet();
            refuse(exchange);
            return;
        }
        waiting.add(exchange);
        if (shift != null) {
            callIn();
        }
    }

    private void callIn() {
        for (NettyExchange next = waiting.poll(); next != null; next = waiting.poll()) {
            howMany.decrementAndGet();
            NettyExchange called = next;
            called.loop().execute(called::serve);
        }
    }

    /** Nobody serves from now on. */
    void end() {
        Shift old = shift;
        if (old != null) {
            emptySince = System.nanoTime();
            shift = null;
            old.over = true;
        }
    }

    /** To be called about once a second. */
    void look(long now) {
        if (shift == null && isOverdue(now)) {
            refuseAll();
        }
    }

    private boolean isOverdue(long now) {
        return now - emptySince > LONGEST_NANOS;
    }

    /** Nobody will come: who waits, and who comes while nobody serves, is told so. */
    void close() {
        emptySince = System.nanoTime() - LONGEST_NANOS - 1;
        refuseAll();
    }

    private void refuseAll() {
        for (NettyExchange next = waiting.poll(); next != null; next = waiting.poll()) {
            howMany.decrementAndGet();
            NettyExchange refused = next;
            refused.loop().execute(() -> refuse(refused));
        }
    }

    private static void refuse(NettyExchange exchange) {
        exchange.respond(
                503,
                new PlainHeaders()
                        .set("Content-Type", "text/plain; charset=UTF-8")
                        .set("Retry-After", "5"),
                LATER);
    }
}
