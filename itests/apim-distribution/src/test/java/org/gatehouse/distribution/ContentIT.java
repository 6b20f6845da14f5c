package org.gatehouse.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are compressed, in other charsets, or hold what XML cannot, through APIs that read them and others. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContentIT {
    private final Server server;
    private final Http http = new Http();
    private final List<Path> files = new ArrayList<>();
    private RawBackend backend;
    private volatile String lastRequest = "";
    private volatile String type = "application/xml";
    private volatile String coding = "";
    private volatile byte[] answer = new byte[0];

    ContentIT(Server server) {
        this.server = server;
    }

    @BeforeAll
    void deploy() throws Exception {
        backend = new RawBackend((in, out) -> {
            for (String request = RawBackend.readMessage(in);
                    !request.isEmpty();
                    request = RawBackend.readMessage(in)) {
                lastRequest = request;
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + answer.length + "\r\n"
                                + (coding.isEmpty() ? "" : "Content-Encoding: " + coding + "\r\n") + "\r\n")
                        .getBytes(ISO_8859_1));
                out.write(request.startsWith("HEAD ") ? new byte[0] : answer);
                out.flush();
            }
        });
        String json = "<property name=\"messageType\" value=\"application/json\" scope=\"axis2\"/>";
        deploy("content-read", json, json);
        deploy("content-seen", "<log level=\"full\"/>", "<log level=\"full\"/>");
        deploy("content-passed", "", "");
    }

    private void deploy(String name, String in, String out) throws IOException {
        files.add(server.drop("api", name, """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%1$s" context="/%1$s">
                  <resource methods="GET POST HEAD" uri-template="/*" faultSequence="fault">
                    <inSequence>%2$s<send><endpoint><http uri-template="http://localhost:%4$s"/></endpoint></send></inSequence>
                    <outSequence>%3$s<send/></outSequence>
                  </resource>
                </api>""".formatted(name, in, out, backend.port())));
        Eventually.within(
                Duration.ofSeconds(10), name + " is deployed", () -> get(name).statusCode() == 200);
    }

    @AfterAll
    void remove() throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
        backend.close();
    }

    private String url(String api) {
        return "http://localhost:" + server.gateway() + "/" + api + "/x";
    }

    private HttpResponse<String> get(String api) {
        return http.get(url(api), "Accept-Encoding", "gzip, deflate, br");
    }

    private HttpResponse<String> post(String api, byte[] body, String... headers) {
        return http.send(Http.request(url(api), headers)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private void answers(String newType, String newCoding, byte[] bytes) {
        type = newType;
        coding = newCoding;
        answer = bytes;
    }

    private static byte[] coded(String how, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (how) {
            case "gzip" -> new GZIPOutputStream(bytes);
            case "deflate" -> new DeflaterOutputStream(bytes);
            case "bare" -> new DeflaterOutputStream(bytes, new Deflater(6, true));
            default -> bytes;
        }) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"gzip,gzip", "deflate,deflate", "deflate,bare", "'',''"})
    void anAnswerIsReadHoweverItIsCoded(String said, String how) throws IOException {
        answers("application/xml", said, coded(how, "<a><b>1</b></a>"));
        HttpResponse<String> read = get("content-read");

        assertThat(read.body()).isEqualTo("{\"a\":{\"b\":1}}");
        assertThat(read.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(read.headers().firstValue("Content-Length")).hasValue("13");
        assertThat(lastRequest.toLowerCase(Locale.ROOT)).contains("accept-encoding: gzip, deflate\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-seen", "content-passed"})
    void whoOnlyLooksOrPassesLeavesItAsItCame(String api) throws Exception {
        byte[] zipped = coded("gzip", "<a><b>1</b></a>");
        answers("application/xml", "gzip", zipped);
        HttpResponse<byte[]> answered = HttpClient.newHttpClient()
                .send(Http.request(url(api)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answered.body()).isEqualTo(zipped);
        assertThat(answered.headers().firstValue("Content-Encoding")).hasValue("gzip");

        answers("text/plain", "", "fine".getBytes(UTF_8));
        assertThat(post(api, zipped, "Content-Type", "application/xml", "Content-Encoding", "gzip")
                        .body())
                .isEqualTo("fine");
        assertThat(lastRequest).endsWith("\r\n\r\n" + new String(zipped, ISO_8859_1));
        assertThat(lastRequest).containsIgnoringCase("content-encoding: gzip\r\n");
    }

    @Test
    void aRequestIsReadHoweverItIsCoded() throws IOException {
        answers("text/plain", "", "fine".getBytes(UTF_8));
        for (String how : List.of("gzip", "deflate", "bare")) {
            String said = how.equals("bare") ? "deflate" : how;
            post("content-read", coded(how, "<a><b>1</b></a>"), "Content-Type", "text/xml", "Content-Encoding", said);
            assertThat(lastRequest)
                    .endsWith("\r\n\r\n{\"a\":{\"b\":1}}")
                    .doesNotContainIgnoringCase("content-encoding");
        }
        assertThat(post("content-read", new byte[] {1}, "Content-Type", "text/xml", "Content-Encoding", "br")
                        .statusCode())
                .isEqualTo(415);
        assertThat(post("content-read", new byte[] {1}, "Content-Type", "text/xml", "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(400);
        String long1 = "\"" + " ".repeat(100_000_000) + "\"";
        assertThat(post(
                                "content-read",
                                coded("gzip", long1),
                                "Content-Type",
                                "application/json",
                                "Content-Encoding",
                                "gzip")
                        .statusCode())
                .as("a bomb")
                .isIn(413, 503);
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1", "windows-1252", "UTF-16", "UTF-8"})
    void whatIsSaidOfTheCharsetCounts(String charset) throws IOException {
        answers("text/xml; charset=" + charset, "", "<a>caf\u00E9</a>".getBytes(charset));
        assertThat(get("content-read").body()).isEqualTo("{\"a\":\"caf\u00E9\"}");
        answers("text/plain", "", "fine".getBytes(UTF_8));
        post("content-read", "<a>caf\u00E9</a>".getBytes(charset), "Content-Type", "text/xml; charset=" + charset);
        assertThat(lastRequest).endsWith(new String("{\"a\":\"caf\u00E9\"}".getBytes(UTF_8), ISO_8859_1));
        assertThat(post("content-read", new byte[] {'<'}, "Content-Type", "text/xml; charset=klingon")
                        .statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\\u0000\"}", "{\"a\":\"\\u001B[0m\"}", "{\"a\":\"\\uFFFF\"}", "\uFEFF{\"a\":1}"})
    void whatXmlCannotHoldIsCarried(String json) {
        answers("text/plain", "", "fine".getBytes(UTF_8));
        for (String api : List.of("content-seen", "content-read")) {
            assertThat(post(api, json.getBytes(UTF_8), "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(200);
            String sent = new String(lastRequest.getBytes(ISO_8859_1), UTF_8);
            String expected = api.equals("content-seen") ? json : json.replace("\uFEFF", "");
            assertThat(sent.replace("\uFFFF", "\\uFFFF")).endsWith("\r\n\r\n" + expected);
        }
    }

    @Test
    void headSaysWhatGetWould() {
        answers("application/xml", "", "<b/> ".getBytes(UTF_8));
        for (String api : List.of("content-passed", "content-seen")) {
            HttpResponse<String> head = head(api);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Length")).as(api).hasValue("5");
        }
        HttpResponse<String> read = head("content-read");
        assertThat(read.headers().firstValue("Content-Length")).isEmpty();
        assertThat(read.headers().firstValue("Content-Type")).hasValue("application/json; charset=UTF-8");
    }

    private HttpResponse<String> head(String api) {
        return http.send(Http.request(url(api))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    }
}
