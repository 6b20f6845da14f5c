package org.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a server that is this very process. */
final class EvidenceTest {
    @TempDir
    private Path folder;

    @Test
    void whatTheServerDoesWhileAnInputHasNoAnswerIsSeen() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                folder.resolve("data/apim.pid"),
                Long.toString(ProcessHandle.current().pid()));
        Path file = evidence().ofSilence(new Input("oauth/bad/1/7", Port.SERVICES, "GET / HTTP/1.1\r\n\r\n"));
        assertThat(file).hasFileName("oauth-bad-1-7.threads");
        assertThat(file)
                .content()
                .contains("oauth/bad/1/7", "EvidenceTest.whatTheServerDoesWhileAnInputHasNoAnswerIsSeen");
    }

    @Test
    void whatWasToldIsWrittenAlsoOfAServerThatIsGone() throws Exception {
        Path file = evidence().ofRefusal(3, "HTTP_1_1 400");
        assertThat(file).hasFileName("refused-3.txt");
        assertThat(file).content().contains("HTTP_1_1 400", "cannot be seen");
    }

    @Test
    void anAnswerIsToldWhole() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("X-Why", "because");
            byte[] body = "not like this".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/store/apis/list"))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(Evidence.told(request, answer))
                    .startsWith("GET http://127.0.0.1:")
                    .containsIgnoringCase("\nx-why: because\n")
                    .contains("HTTP_1_1 400\n")
                    .endsWith("\n\nnot like this");
        } finally {
            server.stop(0);
        }
    }

    private Evidence evidence() {
        return new Evidence(folder.resolve("inputs"), new Vitals(new Target(folder, 0, "admin")));
    }
}
