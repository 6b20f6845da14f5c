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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.testkit.Slowness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that begin something and do not end it. */
@Timeout(60)
final class SlowClientsTest {
    private static final Duration IDLE = Duration.ofMillis(500);

    private final NettyTransport transport = Wire.transport(1, Wire.PATIENT);

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
            Thread dripping = dripping(client);
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
                Slowness.of(Duration.ofMillis(200));
                send(client, "x");
            }
            assertThat(readAnswer(client.getInputStream()))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("|" + "x".repeat(12));
        }
    }

    @Test
    void aBodyThatDripsIsAnsweredAndFreesTheBackend() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(forwardingTo(backend.port(), new ListenerSettings.Pace(2, 100), 1000))) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
            Thread dripping = dripping(client);
            assertThat(RawBackend.readHead(client.getInputStream())).startsWith("HTTP/1.1 408 ");
            dripping.join();
        }
    }

    /** Slower than the pace altogether, but what was waited for is the back end. */
    @Test
    void aBodyThatIsNotTakenByTheBackendIsNotSlow() throws Exception {
        RawBackend.Behaviour slow = (number, in, out) -> {
            RawBackend.readHead(in);
            Slowness.of(Duration.ofSeconds(6));
            in.readNBytes(16 << 20);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate".getBytes(StandardCharsets.ISO_8859_1));
        };
        try (RawBackend backend = new RawBackend(slow);
                Socket client = open(forwardingTo(backend.port(), new ListenerSettings.Pace(1, 8 << 20), 1000))) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + (16 << 20) + "\r\n\r\n");
            client.getOutputStream().write(new byte[16 << 20]);
            assertThat(readAnswer(client.getInputStream())).endsWith("late");
        }
    }

    @Test
    void aClientThatTakesNothingOfItsAnswerFreesTheBackend() throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        RawBackend.Behaviour endless = (number, in, out) -> {
            RawBackend.readHead(in);
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            try {
                for (byte[] piece = new byte[1 << 16]; ; ) {
                    out.write(piece);
                }
            } catch (java.io.IOException ended) {
                cut.countDown();
            }
        };
        try (RawBackend backend = new RawBackend(endless);
                Socket client = open(forwardingTo(backend.port()))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(cut.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** It takes a little now and then, which is more than nothing. */
    @Test
    void aClientThatTakesItsAnswerSlowlyGetsIt() throws Exception {
        int size = 8 << 20;
        try (Socket client = open(transport.listen(
                settings(new ListenerSettings.Pace(1, 0), 1000),
                exchange -> exchange.respond(200, Headers.empty(), new byte[size])))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            RawBackend.readHead(client.getInputStream());
            int taken = 0;
            for (int i = 0; i < 12; i++) {
                Slowness.of(Duration.ofMillis(250));
                taken += client.getInputStream().readNBytes(size / 16).length;
            }
            taken += client.getInputStream().readNBytes(size - taken).length;
            assertThat(taken).isEqualTo(size);
        }
    }

    @Test
    void moreConnectionsThanThereMayBeAreClosedAndRoomIsMadeForThem() throws Exception {
        try (RawBackend backend = RawBackend.echo()) {
            HttpTransport.Listener listener = forwardingTo(backend.port(), new ListenerSettings.Pace(1, 0), 4);
            Socket[] silent = new Socket[4];
            for (int i = 0; i < silent.length; i++) {
                silent[i] = open(listener);
                send(silent[i], "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                readAnswer(silent[i].getInputStream());
            }
            try (Socket fifth = open(listener)) {
                assertThat(fifth.getInputStream().read()).isEqualTo(-1);
            }
            for (Socket each : silent) {
                assertThat(rest(each)).as("silent for too long").isEmpty();
                each.close();
            }
            try (Socket next = open(listener)) {
                send(next, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(readAnswer(next.getInputStream())).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void aClientThatOnlyWaitsForASlowBackendIsNotCutOff() throws Exception {
        RawBackend.Behaviour slow = (number, in, out) -> {
            RawBackend.readHead(in);
            Slowness.of(Duration.ofSeconds(3));
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

    private static Thread dripping(Socket client) {
        Thread dripping = new Thread(() -> {
            try {
                for (int i = 0; i < 100; i++) {
                    send(client, "X:1\r\n");
                    Slowness.of(Duration.ofMillis(250));
                }
            } catch (java.io.IOException refused) {
                // That is what it was to come to.
            }
        });
        dripping.start();
        return dripping;
    }

    private static ListenerSettings settings(ListenerSettings.Pace pace, int connections) {
        return new ListenerSettings("127.0.0.1", 0, null, IDLE, pace, connections, 8192, Duration.ofSeconds(5));
    }

    private HttpTransport.Listener forwardingTo(int backendPort) {
        return forwardingTo(backendPort, new ListenerSettings.Pace(1, 0), 1000);
    }

    private HttpTransport.Listener forwardingTo(int backendPort, ListenerSettings.Pace pace, int connections) {
        return transport.listen(
                settings(pace, connections),
                exchange -> exchange.forward(call(exchange, backendPort, Duration.ofSeconds(30)), answering(exchange)));
    }
}
