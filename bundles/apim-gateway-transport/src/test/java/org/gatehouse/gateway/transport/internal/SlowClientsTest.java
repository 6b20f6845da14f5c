package org.gatehouse.gateway.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.transport.internal.Wire.answering;
import static org.gatehouse.gateway.transport.internal.Wire.call;
import static org.gatehouse.gateway.transport.internal.Wire.open;
import static org.gatehouse.gateway.transport.internal.Wire.readAnswer;
import static org.gatehouse.gateway.transport.internal.Wire.send;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that begin something and do not end it. */
@Timeout(60)
final class SlowClientsTest {
    private static final Duration IDLE = Duration.ofMillis(500);

    private final NettyTransport transport = new NettyTransport(1, 16, Duration.ofSeconds(30), List.of());

    @AfterEach
    void stop() {
        transport.stop();
    }

    @Test
    void aHeaderThatNeverEndsIsAnsweredAndTheConnectionClosed() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
            assertThat(rest(client)).startsWith("HTTP/1.1 408 ").endsWith("header\n");
            assertThat(backend.connections()).isZero();
        }
    }

    @Test
    void aDropNowAndThenDoesNotKeepAHeaderAlive() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n");
            Thread dripping = new Thread(() -> {
                try {
                    for (int i = 0; i < 100; i++) {
                        send(client, "X-" + i + ": 1\r\n");
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                } catch (java.io.IOException | InterruptedException refused) {
                    Thread.currentThread().interrupt();
                }
            });
            dripping.start();
            assertThat(RawBackend.readHead(client.getInputStream())).startsWith("HTTP/1.1 408 ");
            dripping.join();
        }
    }

    @Test
    void aBodyThatStandsStillIsAnsweredAndFreesTheBackend() throws Exception {
        CountDownLatch let = new CountDownLatch(1);
        RawBackend.Behaviour reading = (number, in, out) -> {
            RawBackend.readHead(in);
            in.readNBytes(100);
            let.countDown();
        };
        try (RawBackend backend = new RawBackend(reading);
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
            assertThat(rest(client)).startsWith("HTTP/1.1 408 ").endsWith("body\n");
            assertThat(let.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aBodyThatComesSlowlyButComesIsServed() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n");
            for (int i = 0; i < 12; i++) {
                TimeUnit.MILLISECONDS.sleep(200);
                send(client, "x");
            }
            assertThat(readAnswer(client.getInputStream()))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("|" + "x".repeat(12));
        }
    }

    @Test
    void aClientThatOnlyWaitsForASlowBackendIsNotCutOff() throws Exception {
        RawBackend.Behaviour slow = (number, in, out) -> {
            RawBackend.readHead(in);
            try {
                TimeUnit.SECONDS.sleep(3);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate".getBytes(StandardCharsets.ISO_8859_1));
        };
        try (RawBackend backend = new RawBackend(slow);
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).endsWith("late");
        }
    }

    private static String rest(Socket client) throws Exception {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private HttpTransport.Listener forwardingTo(int backendPort) {
        return transport.listen(
                new ListenerSettings("127.0.0.1", 0, null, IDLE, 8192, Duration.ofSeconds(5)),
                exchange -> exchange.forward(call(exchange, backendPort, Duration.ofSeconds(30)), answering(exchange)));
    }
}
