package org.gatehouse.gateway.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.transport.internal.Wire.answering;
import static org.gatehouse.gateway.transport.internal.Wire.await;
import static org.gatehouse.gateway.transport.internal.Wire.call;
import static org.gatehouse.gateway.transport.internal.Wire.open;
import static org.gatehouse.gateway.transport.internal.Wire.readAnswer;
import static org.gatehouse.gateway.transport.internal.Wire.send;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.HttpService;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.testkit.SelfSignedTls;
import org.gatehouse.testkit.Slowness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are there before the request is, for clients that write all of it before they read. */
@Timeout(60)
final class EarlyAnswersTest {
    private static final int TIMES = 8;
    private static final int LARGE = 20_000_000;
    private static final byte[] BLOCK = new byte[100_000];
    private static final HttpService REFUSING =
            exchange -> exchange.respond(404, Headers.empty(), "no such thing".getBytes(StandardCharsets.UTF_8));

    private final NettyTransport transport = Wire.transport(1, Wire.PATIENT);

    @AfterEach
    void stop() {
        transport.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000, 5_000_000, LARGE})
    void aRefusalReachesAClientThatWritesFirst(int size) throws Exception {
        HttpTransport.Listener listener = listen(null, REFUSING);
        for (int i = 0; i < TIMES; i++) {
            try (Socket client = open(listener)) {
                post(client, size);
                assertThat(readAnswer(client.getInputStream()))
                        .startsWith("HTTP/1.1 404 ")
                        .endsWith("no such thing");
            }
        }
    }

    @Test
    void aRefusalOfChunksReachesIt() throws Exception {
        HttpTransport.Listener listener = listen(null, REFUSING);
        for (int i = 0; i < TIMES; i++) {
            try (Socket client = open(listener)) {
                postChunks(client, LARGE);
                assertThat(readAnswer(client.getInputStream())).startsWith("HTTP/1.1 404 ");
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aRefusalOverTlsReachesIt() throws Exception {
        SelfSignedTls tls = new SelfSignedTls();
        HttpTransport.Listener listener = listen(() -> tls.server().createSSLEngine(), REFUSING);
        for (int i = 0; i < TIMES; i++) {
            try (Socket client = tls.client().getSocketFactory().createSocket("localhost", listener.port())) {
                client.setSoTimeout(10_000);
                post(client, LARGE);
                assertThat(readAnswer(client.getInputStream())).startsWith("HTTP/1.1 404 ");
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aRequestThatIsNoneIsToldSoHoweverMuchComesAfterIt() throws Exception {
        HttpTransport.Listener listener = listen(null, REFUSING);
        for (int i = 0; i < TIMES; i++) {
            try (Socket client = open(listener)) {
                send(client, "POST / HTTP/1.1\r\nHost : a\r\n\r\n");
                write(client, LARGE);
                assertThat(readAnswer(client.getInputStream())).startsWith("HTTP/1.1 400 ");
            }
        }
    }

    /** It answers and closes, so what is still on its way to it is met with a reset. */
    @Test
    void anAnswerOfABackendThatClosesReachesIt() throws Exception {
        try (RawBackend backend = new RawBackend((number, in, out) -> tooLarge(in, out))) {
            HttpTransport.Listener listener = listen(null, forwardingTo(backend));
            for (int i = 0; i < 3 * TIMES; i++) {
                try (Socket client = open(listener)) {
                    post(client, LARGE);
                    assertThat(readAnswer(client.getInputStream()))
                            .startsWith("HTTP/1.1 413 ")
                            .endsWith("too much");
                }
            }
        }
    }

    @Test
    void anAnswerOfABackendThatStaysAndReadsNothingReachesIt() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawBackend backend = new RawBackend((number, in, out) -> {
                    tooLarge(in, out);
                    await(end);
                });
                Socket client = open(listen(null, forwardingTo(backend)))) {
            post(client, LARGE);
            assertThat(readAnswer(client.getInputStream())).startsWith("HTTP/1.1 413 ");
            end.countDown();
        }
    }

    /** What it has seen goes on on the same connection. */
    @Test
    void aShortRestIsReadAndTheConnectionGoesOn() throws Exception {
        try (Socket client = open(listen(null, REFUSING))) {
            for (int i = 0; i < 3; i++) {
                post(client, 900_000);
                assertThat(readAnswer(client.getInputStream()))
                        .startsWith("HTTP/1.1 404 ")
                        .doesNotContainIgnoringCase("connection: close");
            }
        }
    }

    @Test
    void whoIsNotReadToTheEndIsToldThatTheConnectionEnds() throws Exception {
        try (Socket client = open(listen(null, REFUSING))) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + LARGE + "\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).containsIgnoringCase("connection: close");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoNeverEndsIsCut() throws Exception {
        try (Socket client = open(listen(null, REFUSING))) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999999\r\n\r\n");
            long sent = 0;
            try {
                for (; sent < 2 * Lingering.MOST_BYTES; sent += BLOCK.length) {
                    client.getOutputStream().write(BLOCK);
                }
            } catch (IOException cut) {
                assertThat(sent).isGreaterThan(LARGE);
            }
            assertThat(sent).isLessThan(2 * Lingering.MOST_BYTES);
        }
    }

    @Test
    void whoDripsAfterTheEndIsCut() throws Exception {
        try (Socket client = open(listen(Duration.ofMillis(500), null, REFUSING))) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + LARGE + "\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).startsWith("HTTP/1.1 404 ");
            assertThat(isCutWhileItDrips(client)).isTrue();
        }
    }

    @Test
    void whoDripsWhatIsReadToTheEndIsCut() throws Exception {
        try (Socket client = open(listen(Duration.ofMillis(500), null, REFUSING))) {
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).startsWith("HTTP/1.1 404 ");
            assertThat(isCutWhileItDrips(client)).isTrue();
        }
    }

    /** Ten seconds long. */
    private static boolean isCutWhileItDrips(Socket client) {
        try {
            for (int i = 0; i < 100; i++) {
                client.getOutputStream().write('x');
                Slowness.of(Duration.ofMillis(100));
            }
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    private static void tooLarge(java.io.InputStream in, java.io.OutputStream out) throws IOException {
        RawBackend.readHead(in);
        out.write("HTTP/1.1 413 Too Large\r\nContent-Length: 8\r\n\r\ntoo much".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void post(Socket client, int size) throws IOException {
        send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n");
        write(client, size);
    }

    private static void postChunks(Socket client, int size) throws IOException {
        send(client, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int sent = 0; sent < size; sent += BLOCK.length) {
            send(client, Integer.toHexString(BLOCK.length) + "\r\n");
            client.getOutputStream().write(BLOCK);
            send(client, "\r\n");
        }
        send(client, "0\r\n\r\n");
    }

    private static void write(Socket client, int size) throws IOException {
        for (int sent = 0; sent < size; sent += BLOCK.length) {
            client.getOutputStream().write(BLOCK);
        }
    }

    private static HttpService forwardingTo(RawBackend backend) {
        return exchange ->
                exchange.forward(call(exchange, backend.port(), Duration.ofSeconds(30)), answering(exchange));
    }

    private HttpTransport.Listener listen(@Nullable Supplier<SSLEngine> tls, HttpService service) {
        return listen(Duration.ofSeconds(30), tls, service);
    }

    private HttpTransport.Listener listen(Duration idle, @Nullable Supplier<SSLEngine> tls, HttpService service) {
        return transport.listen(
                new ListenerSettings(
                        "127.0.0.1",
                        0,
                        tls,
                        idle,
                        new ListenerSettings.Pace(2, 100),
                        1000,
                        8192,
                        Duration.ofSeconds(5)),
                service);
    }
}
