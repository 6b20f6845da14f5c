package org.gatehouse.gateway.transport.internal;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Host names to addresses, off the event loop, remembered for half a minute. */
final class Addresses {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int MOST = 10_000;

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final ExecutorService lookups;

    Addresses() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(4, 4, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1000), task -> {
                    Thread thread = new Thread(task, "apim-gateway-names");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        lookups = threads;
    }

    /** Tells the address, on the given executor; null if there is none. At once if it is known. */
    void find(String host, Executor back, Consumer<@Nullable InetAddress> then) {
        Known remembered = known.get(host);
        if (remembered != null && System.nanoTime() - remembered.at() < FRESH_NANOS) {
            then.accept(remembered.address());
            return;
        }
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
        if (literal != null || host.toLowerCase(Locale.ROOT).equals("localhost")) {
            InetAddress address = literal != null ? literal : NetUtil.LOCALHOST4;
            remember(host, address);
            then.accept(address);
            return;
        }
        try {
            lookups.execute(() -> {
                InetAddress address = lookUp(host);
                back.execute(() -> then.accept(address));
            });
        } catch (java.util.concurrent.RejectedExecutionException tooMany) {
            then.accept(null);
        }
    }

    void stop() {
        lookups.shutdownNow();
    }

    private @Nullable InetAddress lookUp(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            remember(host, address);
            return address;
        } catch (UnknownHostException e) {
            known.remove(host);
            return null;
        }
    }

    private void remember(String host, InetAddress address) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(host, new Known(address, System.nanoTime()));
    }

    private record Known(InetAddress address, long at) {}
}
