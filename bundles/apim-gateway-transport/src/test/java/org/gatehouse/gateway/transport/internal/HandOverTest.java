package org.gatehouse.gateway.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.HttpService;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.gateway.transport.SendFailure;
import org.gatehouse.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One service goes and another comes on the same port, as when the gateway's bundle is restarted. */
@Timeout(60)
final class HandOverTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final NettyTransport transport =
            Wire.transport(2, Patience.of(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30)));
    private final int port = free();

    @AfterEach
    void stop() {
        transport.stop();
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpTransport.Listener listen(HttpService service) {
        return listen("127.0.0.1", service);
    }

    private HttpTransport.Listener listen(String host, HttpService service) {
        return transport.listen(
                new ListenerSettings(
                        host,
                        port,
                        null,
                        Duration.ofSeconds(30),
                        new ListenerSettings.Pace(1, 0),
                        5000,
                        8192,
                        Duration.ofSeconds(5)),
                service);
    }

    private static HttpService says(String text) {
        return exchange -> exchange.respond(200, Headers.empty(), text.getBytes(StandardCharsets.UTF_8));
    }

    private Socket open() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket) throws IOException {
        socket.getOutputStream().write(GET.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String answer(Socket socket) throws IOException {
        RawBackend.Request answer = RawBackend.read(socket.getInputStream());
        return answer == null ? "" : answer.head() + answer.body();
    }

    @Test
    void connectionsStayAndWhatComesBetweenIsServedByTheNext() throws Exception {
        HttpTransport.Listener first = listen(says("first"));
        try (Socket kept = open();
                Socket fresh = open()) {
            send(kept);
            assertThat(answer(kept)).endsWith("first");

            first.close();
            send(kept);
            send(fresh);
            HttpTransport.Listener second = listen(says("second"));

            assertThat(answer(kept)).endsWith("second");
            assertThat(answer(fresh)).endsWith("second");
            second.close();
        }
    }

    @Test
    void whatIsUnderWayIsAnsweredByWhoBeganIt() throws Exception {
        CompletableFuture<Exchange> held = new CompletableFuture<>();
        HttpTransport.Listener first = listen(held::complete);
        try (Socket busy = open()) {
            send(busy);
            Exchange exchange = held.get(5, TimeUnit.SECONDS);
            CompletableFuture<Void> leaving = CompletableFuture.runAsync(first::close);
            assertThatThrownBy(() -> leaving.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            says("first").serve(exchange);
            leaving.get(1, TimeUnit.SECONDS);
            assertThat(answer(busy)).endsWith("first");

            send(busy);
            listen(says("second"));
            assertThat(answer(busy)).endsWith("second");
        }
    }

    @Test
    void whatOneGivesBackTheNextServes() throws Exception {
        CompletableFuture<Exchange> held = new CompletableFuture<>();
        HttpTransport.Listener first = listen(held::complete);
        try (Socket client = open()) {
            client.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo"
                            .getBytes(StandardCharsets.ISO_8859_1));
            Exchange exchange = held.get(5, TimeUnit.SECONDS);
            CompletableFuture<Void> ended = new CompletableFuture<>();
            exchange.onEnd(() -> ended.complete(null));
            first.leave();
            assertThat(givesBack(exchange)).isTrue();
            ended.get(5, TimeUnit.SECONDS);
            first.close();

            CompletableFuture<byte[]> whole = new CompletableFuture<>();
            listen(next -> {
                next.readBody(100, into(whole));
                whole.thenRun(() -> says("second").serve(next));
            });
            client.getOutputStream().write("dy".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(whole.get(5, TimeUnit.SECONDS)).asString().isEqualTo("body");
            assertThat(answer(client)).endsWith("second");
        }
    }

    private static BodyReader into(CompletableFuture<byte[]> whole) {
        return new BodyReader() {
            @Override
            public boolean mayHold(int bytes) {
                return true;
            }

            @Override
            public void complete(byte[] body) {
                whole.complete(body);
            }

            @Override
            public void failed(SendFailure failure) {
                whole.completeExceptionally(new AssertionError(failure));
            }
        };
    }

    private static boolean givesBack(Exchange exchange) throws Exception {
        return CompletableFuture.supplyAsync(exchange::giveBack, exchange.loop())
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void whatSomethingWasDoneToIsNotGivenBack() throws Exception {
        CompletableFuture<Exchange> held = new CompletableFuture<>();
        listen(held::complete);
        try (Socket client = open()) {
            send(client);
            Exchange exchange = held.get(5, TimeUnit.SECONDS);
            exchange.headers().remove("Absent");
            assertThat(givesBack(exchange)).isFalse();
            says("first").serve(exchange);
            assertThat(answer(client)).endsWith("first");
            assertThat(givesBack(exchange)).isFalse();
        }
    }

    @Test
    void whatHasBeenReadIsNotGivenBack() throws Exception {
        CompletableFuture<Exchange> held = new CompletableFuture<>();
        listen(held::complete);
        try (Socket client = open()) {
            client.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody"
                            .getBytes(StandardCharsets.ISO_8859_1));
            Exchange exchange = held.get(5, TimeUnit.SECONDS);
            CompletableFuture<byte[]> whole = new CompletableFuture<>();
            exchange.readBody(100, into(whole));
            assertThat(whole.get(5, TimeUnit.SECONDS)).asString().isEqualTo("body");
            assertThat(givesBack(exchange)).isFalse();
            says("first").serve(exchange);
            assertThat(answer(client)).endsWith("first");
        }
    }

    @Test
    void whoWaitedAndLeftIsNotServed() throws Exception {
        listen(says("first")).close();
        try (Socket impatient = open()) {
            send(impatient);
        }
        try (Socket patient = open()) {
            send(patient);
            listen(says("second"));
            assertThat(answer(patient)).endsWith("second");
        }
    }

    @Test
    void settingsThatDoNotFitOpenThePortAnew() throws Exception {
        listen(says("first")).close();
        listen("0.0.0.0", says("second"));
        try (Socket client = open()) {
            send(client);
            assertThat(answer(client)).endsWith("second");
        }
    }

    @Test
    void ifNobodyComesTheyAreToldToComeAgainAndThePortCloses() throws Exception {
        listen(says("first")).close();
        try (Socket client = open()) {
            send(client);
            assertThat(answer(client)).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 5");
            long before = System.nanoTime();
            send(client);
            assertThat(answer(client)).startsWith("HTTP/1.1 503 ");
            assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(2));
            assertThat(client.getInputStream().read()).as("the end").isEqualTo(-1);
        }
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void notMoreThanFourThousandWait() throws Exception {
        listen(says("first")).close();
        List<Socket> crowd = Stream.generate(this::sent).limit(4050).toList();
        try {
            Eventually.within(Duration.ofSeconds(10), "fifty are answered", () -> answered(crowd) >= 50);
            assertThat(answered(crowd)).isEqualTo(50);
        } finally {
            for (Socket each : crowd) {
                each.close();
            }
        }
    }

    private static long answered(List<Socket> crowd) {
        return crowd.stream().filter(HandOverTest::isAnswered).count();
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket sent() {
        try {
            Socket socket = open();
            send(socket);
            return socket;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
