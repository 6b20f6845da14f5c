package org.gatehouse.gateway.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.HttpService;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.gateway.transport.SendFailure;
import org.gatehouse.testkit.Eventually;
import org.gatehouse.testkit.SelfSignedTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One transport goes and another comes, as when the transport's own bundle is restarted or updated. */
@Timeout(60)
final class TransportSwapTest {
    /** Longer than any of these swaps takes. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private static SelfSignedTls tls;

    private final HandOver sockets = new HandOver(new HashMap<>());
    private final List<NettyTransport> transports = new ArrayList<>();
    private final int port = free();
    private NettyTransport transport = transport();

    @BeforeAll
    static void certificate() throws Exception {
        tls = new SelfSignedTls();
    }

    @AfterEach
    void stop() {
        transports.forEach(NettyTransport::stop);
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private NettyTransport transport() {
        Duration patience = Duration.ofSeconds(30);
        NettyTransport made =
                new NettyTransport(sockets, Loops.start(2), 16, Patience.of(patience, patience, patience), List.of());
        transports.add(made);
        return made;
    }

    private HttpTransport.Listener listen(boolean secure, HttpService service) {
        return transport.listen(
                new ListenerSettings(
                        "127.0.0.1",
                        port,
                        secure ? () -> tls.server().createSSLEngine() : null,
                        Duration.ofSeconds(30),
                        new ListenerSettings.Pace(1, 0),
                        5000,
                        8192,
                        Duration.ofSeconds(1)),
                service);
    }

    /** The old one stops, and a new one starts; between the two is done what is given. */
    private void swap(boolean secure, String name, Step between) throws Exception {
        transport.handOver(KEPT);
        between.run();
        transport = transport();
        listen(secure, echo(name));
    }

    private interface Step {
        void run() throws Exception;
    }

    private static HttpService echo(String name) {
        return exchange -> exchange.readBody(10_000, new BodyReader() {
            @Override
            public boolean mayHold(int bytes) {
                return true;
            }

            @Override
            public void complete(byte[] body) {
                String text = name + " " + exchange.method() + " " + exchange.target() + " "
                        + exchange.headers().get("X-Mark") + " " + new String(body, StandardCharsets.UTF_8);
                exchange.respond(200, Headers.empty(), text.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void failed(SendFailure failure) {
                exchange.abort();
            }
        });
    }

    private Socket open(boolean secure) throws IOException {
        Socket socket = secure
                ? tls.client().getSocketFactory().createSocket("127.0.0.1", port)
                : new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\nX-Mark: m\u00fc\r\n\r\n";
    }

    private static String answer(Socket socket) throws IOException {
        RawBackend.Request answer = RawBackend.read(socket.getInputStream());
        assertThat(answer).as("an answer").isNotNull();
        return answer.body();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void connectionsGoOnOverSeveralSwaps(boolean secure) throws Exception {
        listen(secure, echo("first"));
        try (Socket kept = open(secure)) {
            send(kept, get("/1"));
            assertThat(answer(kept)).startsWith("first GET /1 m");

            swap(secure, "second", () -> send(kept, get("/2?a=%2F")));
            assertThat(answer(kept)).startsWith("second GET /2?a=%2F m");

            swap(secure, "third", () -> {});
            send(kept, get("/3"));
            assertThat(answer(kept)).startsWith("third GET /3 m");
        }
    }

    @Test
    void whoConnectsBetweenTheTwoIsServed() throws Exception {
        listen(false, echo("first"));
        List<Socket> fresh = new ArrayList<>();
        swap(false, "second", () -> {
            for (int i = 0; i < 20; i++) {
                fresh.add(open(false));
                send(fresh.get(i), get("/" + i));
            }
        });
        for (int i = 0; i < 20; i++) {
            assertThat(answer(fresh.get(i))).startsWith("second GET /" + i + " ");
            fresh.get(i).close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsUnderWayIsAnsweredByTheFirstAndWhatCameBehindItByTheSecond(boolean secure) throws Exception {
        CompletableFuture<Exchange> held = new CompletableFuture<>();
        listen(secure, held::complete);
        try (Socket busy = open(secure)) {
            send(busy, get("/1") + get("/2"));
            Exchange exchange = held.get(5, TimeUnit.SECONDS);
            swap(secure, "second", () -> {});
            exchange.respond(200, Headers.empty(), "late".getBytes(StandardCharsets.UTF_8));
            assertThat(answer(busy)).isEqualTo("late");
            assertThat(answer(busy)).startsWith("second GET /2 ");
            send(busy, get("/3"));
            assertThat(answer(busy)).startsWith("second GET /3 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GE|T /2 HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbo|dy!\r\n0\r\n\r\n",
            })
    void whatCameInHalfBehindAnotherIsServedWhole(String second) throws Exception {
        String[] halves = second.split("\\|", -1);
        HttpTransport.Listener first = listen(false, echo("first"));
        try (Socket client = open(false)) {
            first.leave();
            send(client, get("/1") + halves[0]);
            transport.handOver(KEPT);
            send(client, halves[1]);
            transport = transport();
            listen(false, echo("second"));
            assertThat(answer(client)).startsWith("second GET /1 ");
            assertThat(answer(client)).startsWith("second ").contains(" /2 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n|body",
                "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo|dy",
                "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody|",
                "POST /a HTTP/1.1\r\nHo|st: a\r\nContent-Length: 4\r\n\r\nbody",
                "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n|\r\nbody",
                "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n|",
                "|POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n",
            })
    void whatNobodyServedYetIsServedByTheSecondWhereverItWasCut(String request) throws Exception {
        String[] halves = request.split("\\|", -1);
        HttpTransport.Listener first = listen(false, echo("first"));
        try (Socket client = open(false)) {
            send(client, get("/before"));
            assertThat(answer(client)).startsWith("first GET /before ");
            first.leave();
            send(client, halves[0]);
            transport.handOver(KEPT);
            send(client, halves[1]);
            transport = transport();
            listen(false, echo("second"));
            assertThat(answer(client)).isEqualTo("second POST /a null body");
        }
    }

    @Test
    void whatNobodyTakesOverIsClosed() throws Exception {
        listen(false, echo("first"));
        try (Socket client = open(false)) {
            send(client, get("/"));
            assertThat(answer(client)).startsWith("first ");
            transport.handOver(Duration.ofSeconds(1));
            assertThat(client.getInputStream().read()).as("the end").isEqualTo(-1);
        }
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void whatEndsWhenNobodyListensAnyMoreIsAnsweredAndClosed() throws Exception {
        CompletableFuture<Exchange> held = new CompletableFuture<>();
        listen(false, held::complete);
        try (Socket busy = open(false)) {
            send(busy, get("/"));
            Exchange exchange = held.get(5, TimeUnit.SECONDS);
            swap(false, "second", () -> {});
            transport.stop();
            exchange.respond(200, Headers.empty(), "late".getBytes(StandardCharsets.UTF_8));
            assertThat(answer(busy)).isEqualTo("late");
            assertThat(busy.getInputStream().read()).as("the end").isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void underLoadNoRequestIsLostAndEachHasItsOwnAnswer(boolean secure) throws Exception {
        listen(secure, echo("0"));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            clients.add(CompletableFuture.runAsync(() -> call(secure, number, over, answered)));
        }
        for (int i = 1; i <= 20; i++) {
            int before = answered.get();
            Eventually.within(Duration.ofSeconds(60), "a hundred more are answered", () -> {
                assertThat(clients).noneMatch(CompletableFuture::isCompletedExceptionally);
                return answered.get() >= before + 100;
            });
            swap(secure, Integer.toString(i), () -> {});
        }
        over.set(true);
        for (CompletableFuture<Void> client : clients) {
            client.get(20, TimeUnit.SECONDS);
        }
        assertThat(answered.get()).isGreaterThan(2000);
    }

    private void call(boolean secure, int number, AtomicBoolean over, AtomicInteger answered) {
        try (Socket socket = open(secure)) {
            for (int i = 0; !over.get(); i++) {
                String body = number + "-" + i;
                send(
                        socket,
                        i % 2 == 0
                                ? get("/" + body)
                                : "POST /" + body + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length()
                                        + "\r\n\r\n" + body);
                assertThat(answer(socket)).contains("/" + body + " ");
                answered.incrementAndGet();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
