package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTP/1.1 (RFC 9110, RFC 9112) from outside: raw sockets before and behind the gateway, and curl. Nothing that is refused
 * may reach the back end.
 */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpConformanceIT {
    private final Server server;
    private final RawBackend backend = RawBackend.mirror();

    HttpConformanceIT(Server server) throws IOException {
        this.server = server;
    }

    @BeforeAll
    void deploy() throws IOException {
        server.drop("wire", """
                <api xmlns="http://ws.apache.org/ns/synapse" name="wire" context="/wire">
                  <resource methods="GET POST PUT DELETE PATCH OPTIONS HEAD PROPFIND" url-mapping="/*">
                    <inSequence>
                      <send><endpoint><http uri-template="http://localhost:%d"/></endpoint></send>
                    </inSequence>
                    <outSequence><send/></outSequence>
                  </resource>
                </api>
                """.formatted(backend.port()));
    }

    @AfterAll
    void close() throws IOException {
        Files.delete(server.synapse("api").resolve("wire.xml"));
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // RFC 9112 §6.3: which of the two lengths holds?
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 4\r\n\r\nabcd",
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc",
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\nabc",
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nContent-Length: 0x3\r\n\r\nabc",
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nabc",
                // §6.1: chunked must be the last coding, and alone here
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "POST /wire/x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                // §3.2: exactly one host
                "GET /wire/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /wire/x HTTP/1.1\r\n\r\n",
                // §5.1, §5.2: no blank before the colon, no folded lines
                "GET /wire/x HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET /wire/x HTTP/1.1\r\nHost: a\r\nX-Long: one\r\n two\r\n\r\n",
                "GET /wire/x HTTP/1.1\r\n Host: a\r\n\r\n",
                "GET /wire/x HTTP/1.1\r\nHost: a\r\nBad Name: 1\r\n\r\n",
                "GET /wire/x HTTP/1.1\r\nHost: a\r\n: nameless\r\n\r\n",
                // §2.2: lines end with CR LF
                "GET /wire/x HTTP/1.1\nHost: a\n\n",
                "GET /wire/x HTTP/1.1\r\nHost: a\rX: 1\r\n\r\n",
                "GET /wire/x HTTP/1.1\r\nHost: a\r\nX: 1\nY: 2\r\n\r\n",
                // RFC 9110 §5.5: no control characters
                "GET /wire/x HTTP/1.1\r\nHost: a\r\nX: \u0001\r\n\r\n",
                "GET /wire/x HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
                // §3: the request line
                "GET  /wire/x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /wire/x y HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /wire/x HTTP/9.9\r\nHost: a\r\n\r\n",
                "G@T /wire/x HTTP/1.1\r\nHost: a\r\n\r\n",
                "rubbish\r\n\r\n",
            })
    void whatCouldBeReadInTwoWaysIsRefusedAndTheConnectionEnds(String request) {
        String answer = Exchange.send(server.gateway(), request + "GET /wire/smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1\\.1 (400|505|501) .*").doesNotContain("silent", "smuggled", " 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope\r\nabc\r\n",
                "-3\r\nabc\r\n",
                "3\r\nabcX\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\n",
                "3\nabc\n0\n\n"
            })
    void aBadChunkEndsTheExchange(String chunks) {
        String answer = Exchange.send(
                server.gateway(),
                "POST /wire/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
                        + "GET /wire/smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("silent", "smuggled", " 200 ");
    }

    @Test
    void tooLongLinesAndHeadersAreRefused() {
        assertThat(Exchange.send(server.gateway(), "GET /wire/" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ");
        assertThat(Exchange.send(
                        server.gateway(), "GET /wire/x HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(70_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void aConnectionIsKeptAndPipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        try (Socket socket = open()) {
            send(
                    socket,
                    "GET /wire/1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /wire/2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
                            + "HEAD /wire/3 HTTP/1.1\r\nHost: a\r\n\r\nGET /wire/4 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(RawBackend.readMessage(socket.getInputStream())).contains("GET /1 HTTP/1.1");
            assertThat(RawBackend.readMessage(socket.getInputStream()))
                    .contains("POST /2 ")
                    .endsWith("\r\n\r\nab");
            assertThat(RawBackend.readHead(socket.getInputStream())).containsIgnoringCase("content-length: ");
            assertThat(RawBackend.readMessage(socket.getInputStream())).contains("GET /4 ");
        }
    }

    @Test
    void aClientOfHttp10IsAnsweredAndItsConnectionClosed() {
        String answer = Exchange.send(server.gateway(), "GET /wire/x HTTP/1.0\r\nHost: a\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("GET /x HTTP/1.1")
                .doesNotContain("silent", "chunked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "PROPFIND"})
    void anyVerbPasses(String verb) throws IOException {
        try (Socket socket = open()) {
            send(socket, verb + " /wire/x?a=b HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            assertThat(RawBackend.readMessage(socket.getInputStream())).contains(verb + " /x?a=b HTTP/1.1");
        }
    }

    @Test
    void whatConcernsOneHopGoesNoFurther() throws IOException {
        try (Socket socket = open()) {
            send(
                    socket,
                    "GET /wire/x HTTP/1.1\r\nHost: public.example\r\nConnection: X-Hop, keep-alive\r\nX-Hop: 1\r\n"
                            + "Keep-Alive: timeout=5\r\nTE: gzip\r\nProxy-Connection: keep-alive\r\nX-End: 2\r\n"
                            + "X-Forwarded-For: 10.0.0.1\r\n\r\n");
            assertThat(RawBackend.readMessage(socket.getInputStream()))
                    .containsIgnoringCase("x-end: 2")
                    .containsIgnoringCase("host: localhost:" + backend.port())
                    .containsIgnoringCase("via: 1.1 gatehouse")
                    .containsIgnoringCase("x-forwarded-for: 10.0.0.1, 127.0.0.1")
                    .doesNotContainIgnoringCase("x-hop")
                    .doesNotContainIgnoringCase("timeout=5")
                    .doesNotContainIgnoringCase("proxy-connection")
                    .doesNotContainIgnoringCase("te: gzip");
        }
    }

    @Test
    void chunksStayChunksTrailersPassAndLengthsStayLengths() throws IOException {
        try (Socket socket = open()) {
            send(
                    socket,
                    "POST /wire/c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: X-Checksum-A\r\n\r\n"
                            + "3\r\nabc\r\n0\r\nX-Checksum-A: 3\r\n\r\n");
            assertThat(RawBackend.readMessage(socket.getInputStream()))
                    .containsIgnoringCase("transfer-encoding: chunked")
                    .contains("3\r\nabc\r\n0\r\n")
                    .containsIgnoringCase("x-checksum-a: 3");
            send(socket, "POST /wire/l HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(RawBackend.readMessage(socket.getInputStream()))
                    .containsIgnoringCase("content-length: 3")
                    .endsWith("\r\n\r\nabc");
        }
    }

    @Test
    void aClientThatWaitsToContinueIsToldTo() throws IOException {
        try (Socket socket = open()) {
            send(socket, "PUT /wire/e HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(RawBackend.readHead(socket.getInputStream())).startsWith("HTTP/1.1 100 ");
            send(socket, "xyz");
            assertThat(RawBackend.readMessage(socket.getInputStream()))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("xyz");
        }
    }

    @Test
    void curlIsServed() throws Exception {
        String base = "http://localhost:" + server.gateway() + "/wire";
        assertThat(curl("-sS", "-i", base + "/get"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("GET /get HTTP/1.1");
        assertThat(curl("-sS", "-d", "a=b", base + "/form"))
                .contains("POST /form", "application/x-www-form-urlencoded")
                .endsWith("a=b");
        assertThat(curl("-sS", "-I", base + "/head")).startsWith("HTTP/1.1 200 OK");
        assertThat(curl("-sS", "-0", base + "/old")).contains("GET /old HTTP/1.1");
        assertThat(curl("-sS", "-H", "Transfer-Encoding: chunked", "-d", "chunky", base + "/chunked"))
                .containsIgnoringCase("transfer-encoding: chunked")
                .contains("chunky");
        Path upload = Files.createTempFile("upload", ".bin");
        Files.writeString(upload, "u".repeat(2_000_000));
        assertThat(curl("-sS", "-H", "Expect: 100-continue", "-T", upload.toString(), base + "/upload"))
                .contains("PUT /upload")
                .hasSizeGreaterThan(2_000_000);
        Files.delete(upload);
        assertThat(curl(
                        "-sS",
                        "-k",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code} %{ssl_verify_result}",
                        "https://localhost:" + server.gatewayTls() + "/wire/tls"))
                .startsWith("200 ");
        assertThat(curl("-sS", base + "/one", base + "/two", "-w", "%{num_connects}\n"))
                .contains("GET /one", "GET /two")
                .contains("0\n");
    }

    private static String curl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "--max-time", "20"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("curl", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output, StandardCharsets.ISO_8859_1);
        Files.delete(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private Socket open() throws IOException {
        Socket socket = new Socket("localhost", server.gateway());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
