package org.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.gateway.transport.internal.Transports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, from a client's socket to a back end's. */
class SocketTest {
    @TempDir
    Path root;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Transports transports = new Transports();
    private HttpServer backend;
    private TestGateway gateway;
    private HttpTransport.Listener listener;

    @BeforeEach
    void start() throws IOException {
        backend = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        backend.setExecutor(threads);
        backend.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("X-Path", exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        backend.start();
        gateway = new TestGateway(root);
        listener = transports
                .transport()
                .listen(
                        new ListenerSettings(
                                "127.0.0.1",
                                0,
                                null,
                                Duration.ofSeconds(5),
                                new ListenerSettings.Pace(1, 0),
                                1000,
                                8192,
                                Duration.ofSeconds(2)),
                        gateway.mediation);
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        transports.stop();
        gateway.close();
        backend.stop(0);
        threads.shutdownNow();
    }

    private String api(String marker, String in) {
        return """
                <api xmlns="http://ws.apache.org/ns/synapse" name="a" context="/a">
                  <resource url-mapping="/*">
                    <inSequence>%s<send><endpoint><http uri-template="http://127.0.0.1:%d/base"/></endpoint></send></inSequence>
                    <outSequence><property name="X-Marker" value="%s" scope="transport"/><send/></outSequence>
                  </resource>
                </api>""".formatted(in, backend.getAddress().getPort(), marker);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path));
    }

    @Test
    void callGoesThrough() throws Exception {
        gateway.deployment.put("a", api("m", ""));

        HttpResponse<String> answer = client.send(request("/a/x?y=z").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Path")).contains("/base/x?y=z");
        assertThat(answer.headers().firstValue("X-Marker")).contains("m");
    }

    @Test
    void largeBodyStreamsBothWays() throws Exception {
        gateway.deployment.put("a", api("m", ""));
        byte[] body = new byte[3_000_000];
        Arrays.fill(body, (byte) 'x');

        HttpResponse<byte[]> answer = client.send(
                request("/a/x")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void bodyThatIsLookedAtArrives() throws Exception {
        gateway.deployment.put("a", api("m", "<log level=\"full\"/>"));

        HttpResponse<String> answer = client.send(
                request("/a/x")
                        .header("Content-Type", "application/xml")
                        .POST(HttpRequest.BodyPublishers.ofString("<a/>"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("<a/>");
    }

    @Test
    void noCallFailsWhileTheFileIsEdited() throws Exception {
        gateway.deployment.put("a", api("0", ""));
        AtomicBoolean stop = new AtomicBoolean();
        Future<Integer> calls = threads.submit(() -> {
            int served = 0;
            while (!stop.get()) {
                HttpResponse<Void> answer =
                        client.send(request("/a/x").build(), HttpResponse.BodyHandlers.discarding());
                assertThat(answer.statusCode()).isEqualTo(200);
                served++;
            }
            return served;
        });

        for (int i = 1; i <= 50; i++) {
            gateway.deployment.put("a", api(String.valueOf(i), ""));
        }
        stop.set(true);

        assertThat(calls.get()).isPositive();
    }
}
