package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that are heavy, many at once, or never whole, at the gateway's port: nobody else is the worse for them. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BodiesIT {
    private static final int HALF_REQUESTS = 1_000;
    private static final int HEAVY = 64;
    /** A call takes a millisecond or two; this is what a busy machine may add, and still less than any time limit. */
    private static final Duration UNHARMED = Duration.ofSeconds(5);

    private final Server server;
    private final Http http = new Http();
    private final List<Path> files = new ArrayList<>();
    private Backend backend;

    BodiesIT(Server server) {
        this.server = server;
    }

    @BeforeAll
    void deploy() throws Exception {
        backend = new Backend("fine");
        deploy("weighed", "<builder/>");
        deploy("passed", "");
    }

    private void deploy(String name, String mediators) throws IOException {
        files.add(server.drop("api", name, """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%1$s" context="/%1$s">
                  <resource methods="GET POST" uri-template="/*">
                    <inSequence>%2$s<send><endpoint><http uri-template="%3$s"/></endpoint></send></inSequence>
                    <outSequence><send/></outSequence>
                  </resource>
                </api>""".formatted(name, mediators, backend.address())));
        Eventually.within(
                Duration.ofSeconds(10),
                name + " is deployed",
                () -> http.get(url(name)).statusCode() == 200);
    }

    @AfterAll
    void remove() throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
        backend.close();
    }

    @Test
    void heavyBodiesAllAtOnceAreServedOrRefusedAndTakeNoMoreThanTheirShare() {
        String elements = "<r>" + "<a/>".repeat(240_000) + "</r>";
        String values = "[" + "\"1\",".repeat(240_000) + "1]";
        Set<Integer> statuses = new HashSet<>();
        List<CompletableFuture<HttpResponse<String>>> heavy = IntStream.range(0, HEAVY)
                .mapToObj(i -> i % 2 == 0 ? post("application/xml", elements) : post("application/json", values))
                .toList();
        long worst = worstOf(50);
        heavy.forEach(each -> statuses.add(each.join().statusCode()));

        assertThat(statuses).isSubsetOf(200, 503).contains(200);
        assertThat(Duration.ofNanos(worst)).isLessThan(UNHARMED);
        assertThat(server.log()).doesNotContain("OutOfMemoryError");
        assertThat(post("application/json", values).join().statusCode())
                .as("afterwards there is room again")
                .isEqualTo(200);
    }

    @Test
    void aThousandHalfRequestsHoldUpNobody() throws IOException {
        long before = worstOf(100);
        List<Socket> half = new ArrayList<>();
        try {
            for (int i = 0; i < HALF_REQUESTS; i++) {
                half.add(beginning(List.of("weighed", "passed", "services/WorkflowCallbackService")
                        .get(i % 3)));
            }
            long during = worstOf(100);

            System.out.printf(
                    "Slowest of 100 calls: %.1f ms, beside %d half requests %.1f ms%n",
                    before / 1e6, HALF_REQUESTS, during / 1e6);
            assertThat(Duration.ofNanos(during)).isLessThan(UNHARMED);
        } finally {
            for (Socket each : half) {
                each.close();
            }
        }
    }

    private Socket beginning(String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.gateway());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /" + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\nContent-Type: text/xml\r\n"
                        + "Content-Length: 1000\r\n\r\n<")
                .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private CompletableFuture<HttpResponse<String>> post(String type, String body) {
        return CompletableFuture.supplyAsync(() -> http.send(Http.request(url("weighed"), "Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build()));
    }

    /** How long the slowest of so many small calls took, one after the other, in nanoseconds. */
    private long worstOf(int calls) {
        long[] took = new long[calls];
        for (int i = 0; i < calls; i++) {
            long began = System.nanoTime();
            assertThat(http.get(url("passed")).statusCode()).isEqualTo(200);
            took[i] = System.nanoTime() - began;
        }
        return Arrays.stream(took).max().orElse(0);
    }

    private String url(String api) {
        return "http://localhost:" + server.gateway() + "/" + api;
    }
}
