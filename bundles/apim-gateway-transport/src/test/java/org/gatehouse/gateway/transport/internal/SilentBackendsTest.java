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
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.BackendListener;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.HttpService;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.gateway.transport.SendFailure;
import org.gatehouse.testkit.Slowness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Back ends that begin something and do not end it. */
@Timeout(60)
final class SilentBackendsTest {
    private static final Duration SILENCE = Duration.ofMillis(400);
    private static final Duration STREAM_SILENCE = Duration.ofMillis(1_500);

    private final NettyTransport transport =
            Wire.transport(1, Patience.of(Duration.ofSeconds(30), SILENCE, STREAM_SILENCE));

    private final CountDownLatch left = new CountDownLatch(1);

    @AfterEach
    void stop() {
        transport.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10\r\n\r\nab", "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"})
    void anAnswerThatStandsStillIsCutAndLooksLikeThat(String begun) throws Exception {
        try (RawBackend backend = stopsAfter("HTTP/1.1 200 OK\r\n" + begun);
                Socket client = open(forwardingTo(backend, Duration.ofMillis(100)))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            String all = rest(client);
            assertThat(all).startsWith("HTTP/1.1 200 ").contains("ab").doesNotEndWith("\r\n0\r\n\r\n");
            await(left);
        }
    }

    @Test
    void anAnswerThatComesSlowlyButComesIsPassedOn() throws Exception {
        try (RawBackend backend = new RawBackend((number, in, out) -> {
                    RawBackend.readHead(in);
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    for (int i = 0; i < 10; i++) {
                        Slowness.of(Duration.ofMillis(200));
                        out.write('x');
                    }
                });
                Socket client = open(forwardingTo(backend, Duration.ofMillis(100)))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).endsWith("x".repeat(10));
        }
    }

    /** An end point that may take so long to begin may pause as long. */
    @Test
    void anEndPointsLongerTimeoutHoldsInTheMiddleOfAnAnswerToo() throws Exception {
        try (RawBackend backend = pausing("text/plain", 1_000);
                Socket client = open(forwardingTo(backend, Duration.ofSeconds(20)))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).endsWith("ab");
        }
    }

    @Test
    void anEventStreamMayPauseForLonger() throws Exception {
        try (RawBackend backend = pausing("text/event-stream; charset=utf-8", 1_000);
                Socket client = open(forwardingTo(backend, Duration.ofMillis(100)))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).endsWith("ab");
        }
    }

    @Test
    void anEventStreamThatIsSilentForTooLongEnds() throws Exception {
        try (RawBackend backend = stopsAfter("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
                Socket client = open(forwardingTo(backend, Duration.ofMillis(100)))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(rest(client)).contains("data: 1");
            await(left);
        }
    }

    @Test
    void aTunnelMayBeSilentForLongerButNotForEver() throws Exception {
        try (RawBackend backend = new RawBackend((number, in, out) -> {
                    RawBackend.readHead(in);
                    out.write("HTTP/1.1 101 Go\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
                    Slowness.of(Duration.ofSeconds(1));
                    out.write('w');
                    left(in);
                });
                Socket client = open(forwardingTo(backend, Duration.ofSeconds(20)))) {
            send(
                    client,
                    "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n");
            assertThat(RawBackend.readHead(client.getInputStream())).startsWith("HTTP/1.1 101 ");
            assertThat(rest(client)).isEqualTo("w");
            await(left);
        }
    }

    /** Whoever reads the body whole hears of it. */
    @Test
    void aBodyThatIsReadWholeFails() throws Exception {
        try (RawBackend backend = stopsAfter("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab");
                Socket client = open(listen(exchange -> exchange.forward(
                        call(exchange, backend.port(), Duration.ofMillis(100)), readingWhole(exchange))))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(client.getInputStream()))
                    .startsWith("HTTP/1.1 504 ")
                    .endsWith("TIMEOUT");
        }
    }

    @Test
    void aBackendThatTakesNothingOfTheRequestIsTimedOut() throws Exception {
        try (RawBackend backend = new RawBackend((number, in, out) -> {
                    RawBackend.readHead(in);
                    await(left);
                });
                Socket client = open(forwardingTo(backend, Duration.ZERO))) {
            int size = 20_000_000;
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n");
            client.getOutputStream().write(new byte[size]);
            assertThat(readAnswer(client.getInputStream()))
                    .startsWith("HTTP/1.1 502 ")
                    .endsWith("TIMEOUT");
            left.countDown();
        }
    }

    /** It is the client that does not take more; what the back end has to say waits. */
    @Test
    void aPauseOfTheClientIsNotOneOfTheBackend() throws Exception {
        int size = 16 << 20;
        try (RawBackend backend = new RawBackend((number, in, out) -> {
                    RawBackend.readHead(in);
                    out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
                    out.write(new byte[size]);
                });
                Socket client = open(forwardingTo(backend, Duration.ofMillis(100)))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            RawBackend.readHead(client.getInputStream());
            Slowness.of(Duration.ofMillis(1_500));
            assertThat(client.getInputStream().readNBytes(size)).hasSize(size);
        }
    }

    private static BackendListener readingWhole(Exchange exchange) {
        return new BackendListener() {
            @Override
            public void answered(BackendAnswer answer) {
                answer.readBody(1_000, new BodyReader() {
                    @Override
                    public boolean mayHold(int bytes) {
                        return true;
                    }

                    @Override
                    public void complete(byte[] body) {
                        exchange.respond(200, Headers.empty(), body);
                    }

                    @Override
                    public void failed(SendFailure failure) {
                        exchange.respond(504, Headers.empty(), failure.name().getBytes(StandardCharsets.UTF_8));
                    }
                });
            }

            @Override
            public void failed(SendFailure failure) {
                exchange.abort();
            }
        };
    }

    private RawBackend stopsAfter(String said) {
        return new RawBackend((number, in, out) -> {
            RawBackend.readHead(in);
            out.write(said.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            left(in);
        });
    }

    private static RawBackend pausing(String type, long millis) {
        return new RawBackend((number, in, out) -> {
            RawBackend.readHead(in);
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: 2\r\n\r\na")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            Slowness.of(Duration.ofMillis(millis));
            out.write('b');
        });
    }

    /** Waits until the gateway has ended the connection. */
    private void left(java.io.InputStream in) throws IOException {
        if (in.read() < 0) {
            left.countDown();
        }
    }

    private static String rest(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private HttpTransport.Listener forwardingTo(RawBackend backend, Duration responseTimeout) {
        return listen(
                exchange -> exchange.forward(call(exchange, backend.port(), responseTimeout), answering(exchange)));
    }

    private HttpTransport.Listener listen(HttpService service) {
        return transport.listen(
                new ListenerSettings(
                        "127.0.0.1",
                        0,
                        null,
                        Duration.ofSeconds(30),
                        new ListenerSettings.Pace(2, 100),
                        1000,
                        8192,
                        Duration.ofSeconds(5)),
                service);
    }
}
