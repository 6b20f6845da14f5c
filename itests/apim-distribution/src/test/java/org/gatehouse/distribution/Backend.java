package org.gatehouse.distribution;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A back end that tells what reached it. A call to {@code /held/…} is answered when it is let go; one to {@code /login} begins a
 * session.
 */
final class Backend implements AutoCloseable {
    /** With the default of 50, a crowd on a busy machine finds no place, and TCP tries again for a minute. */
    private static final int BACKLOG = 4096;

    /** Longer than any test holds a call. */
    private static final int HELD_SECONDS = 300;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean holding = true;
    private volatile Headers last = new Headers();
    private volatile CountDownLatch arrived = new CountDownLatch(1);
    private volatile CountDownLatch letGo = new CountDownLatch(1);

    Backend(String name) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if (holding && exchange.getRequestURI().getPath().contains("/held")) {
                arrived.countDown();
                await(letGo, HELD_SECONDS);
            }
            last = exchange.getRequestHeaders();
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] body = (name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " body="
                            + new String(sent, StandardCharsets.UTF_8) + " authorization=" + token)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            if (exchange.getRequestURI().getPath().contains("/login")) {
                exchange.getResponseHeaders().add("Set-Cookie", "lang=en; Path=/");
                exchange.getResponseHeaders().add("Set-Cookie", "SID=" + UUID.randomUUID() + "; Path=/; HttpOnly");
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A field of the last request that came; empty if it had none of that name. */
    Optional<String> lastHeader(String name) {
        return Optional.ofNullable(last.getFirst(name));
    }

    /** Waits until a held call is here. */
    void awaitHeldCall() {
        await(arrived, 30);
    }

    /** Lets the held calls go, and holds the next ones again. */
    void letGo() {
        CountDownLatch held = letGo;
        arrived = new CountDownLatch(1);
        letGo = new CountDownLatch(1);
        held.countDown();
    }

    /** Lets the held calls go, and those to come. */
    void stopHolding() {
        holding = false;
        letGo();
    }

    private static void await(CountDownLatch latch, int seconds) {
        try {
            if (!latch.await(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing came within " + seconds + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
