package org.gatehouse.gateway.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.transport.internal.Wire.answering;
import static org.gatehouse.gateway.transport.internal.Wire.call;
import static org.gatehouse.gateway.transport.internal.Wire.open;
import static org.gatehouse.gateway.transport.internal.Wire.send;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that two readers could cut in two ways (RFC 9112 §11.2). Behind each stands a second request, which is to be
 * neither served nor passed on, since the connection ends with the first.
 */
@Timeout(60)
final class SmugglingTest {
    private static final String SECOND = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    private final NettyTransport transport = Wire.transport(1, Wire.PATIENT);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final RawBackend backend = RawBackend.echo();
    private HttpTransport.Listener listener;

    @BeforeEach
    void listen() {
        listener = transport.listen(
                new ListenerSettings(
                        "127.0.0.1",
                        0,
                        null,
                        Duration.ofSeconds(2),
                        new ListenerSettings.Pace(1, 0),
                        1000,
                        8192,
                        Duration.ofSeconds(5)),
                exchange -> {
                    seen.add(exchange.target());
                    exchange.forward(call(exchange, backend.port(), Duration.ofSeconds(5)), answering(exchange));
                });
    }

    @AfterEach
    void stop() throws IOException {
        transport.stop();
        backend.close();
    }

    static Stream<String> chunks() {
        return Stream.of(
                // Longer than what fits into 32 or 64 bits.
                "100000003\r\nabc\r\n0\r\n\r\n",
                "10000000000000003\r\nabc\r\n0\r\n\r\n",
                "000000003\r\nabc\r\n0\r\n\r\n",
                "FFFFFFFF\r\nabc\r\n0\r\n\r\n",
                "80000000\r\nabc\r\n0\r\n\r\n",
                "7FFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n",
                // No number of RFC 9112.
                "+3\r\nabc\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "0x3\r\nabc\r\n0\r\n\r\n",
                "3h\r\nabc\r\n0\r\n\r\n",
                "3.0\r\nabc\r\n0\r\n\r\n",
                "3,3\r\nabc\r\n0\r\n\r\n",
                "3_0\r\nabc\r\n0\r\n\r\n",
                "\uff13\r\nabc\r\n0\r\n\r\n",
                "\r\nabc\r\n0\r\n\r\n",
                // Blanks and controls around it.
                " 3\r\nabc\r\n0\r\n\r\n",
                "\t3\r\nabc\r\n0\r\n\r\n",
                "3 \r\nabc\r\n0\r\n\r\n",
                "3\t\r\nabc\r\n0\r\n\r\n",
                "3 ;a=b\r\nabc\r\n0\r\n\r\n",
                "3; a=b\r\nabc\r\n0\r\n\r\n",
                "\u00003\r\nabc\r\n0\r\n\r\n",
                "3\u0000\r\nabc\r\n0\r\n\r\n",
                "3\u000b\r\nabc\r\n0\r\n\r\n",
                // Extensions in which a line may seem to end.
                "1;ext=\"val\r\nX\r\n0\r\n\r\n",
                "3;a=\"b\"\r\nabc\r\n0\r\n\r\n",
                "3;a=\\\r\nabc\r\n0\r\n\r\n",
                "3;fo\ro\r\nabc\r\n0\r\n\r\n",
                "3;fo\no\r\nabc\r\n0\r\n\r\n",
                "3;fo\u0000o\r\nabc\r\n0\r\n\r\n",
                "3;fo\u0085o\r\nabc\r\n0\r\n\r\n",
                "3;\r\nabc\r\n0\r\n\r\n",
                ";a=b\r\nabc\r\n0\r\n\r\n",
                "3;" + "x".repeat(300) + "\r\nabc\r\n0\r\n\r\n",
                // Lines that do not end with CR LF.
                "3\nabc\r\n0\r\n\r\n",
                "3\rabc\r\n0\r\n\r\n",
                "3\r\rabc\r\n0\r\n\r\n",
                "3\r\r\nabc\r\n0\r\n\r\n",
                "3\r\nabc\n0\r\n\r\n",
                "3\r\nabc0\r\n\r\n",
                "3\r\nabcX\r\n0\r\n\r\n",
                "3\r\nabc\r\n0\n\r\n",
                "3\r\nabc\r\n00000000000000000\r\n\r\n",
                "3\r\nabc\r\n0;a=\"b\"\r\n\r\n",
                // Fields after the body.
                "3\r\nabc\r\n0\r\nContent-Length : 3\r\n\r\n",
                "3\r\nabc\r\n0\r\nX: a\nY: b\r\n\r\n",
                "3\r\nabc\r\n0\r\nBad Name: b\r\n\r\n");
    }

    static Stream<String> heads() {
        return Stream.concat(
                Stream.of(
                                "Content-Length: 3\r\nTransfer-Encoding: chunked",
                                "Transfer-Encoding: chunked\r\nContent-Length: 3",
                                "Content-Length: 3\r\nContent-Length: 4",
                                "Content-Length: 3\r\nContent-Length: 0",
                                "Content-Length: 3, 4",
                                "Content-Length: +3",
                                "Content-Length: -3",
                                "Content-Length: 0x3",
                                "Content-Length: 3 3",
                                "Content-Length: 3;a=b",
                                "Content-Length: three",
                                "Content-Length: ",
                                "Content-Length: 99999999999999999999",
                                "Content-Length : 3",
                                "Content-Length\t: 3",
                                "Content-Length\u0000: 3",
                                " Content-Length: 3",
                                "X: y\r\n Content-Length: 3",
                                "X: y\n Content-Length: 3",
                                "X: y\nContent-Length: 3",
                                "X: y\rContent-Length: 3",
                                "X: y\u0000\r\nContent-Length: 3",
                                "Transfer-Encoding: xchunked",
                                "Transfer-Encoding: chunkedx",
                                "Transfer-Encoding: chunked, chunked",
                                "Transfer-Encoding: chunked, identity",
                                "Transfer-Encoding: identity, chunked",
                                "Transfer-Encoding: gzip, chunked",
                                "Transfer-Encoding: identity",
                                "Transfer-Encoding: \"chunked\"",
                                "Transfer-Encoding: chunked;q=1",
                                "Transfer-Encoding: ,chunked",
                                "Transfer-Encoding: chunked,",
                                "Transfer-Encoding: \u000bchunked",
                                "Transfer-Encoding: \u0001chunked",
                                "Transfer-Encoding: chun\u0000ked",
                                "Transfer-Encoding : chunked",
                                "Transfer-Encoding\t: chunked",
                                " Transfer-Encoding: chunked",
                                "Transfer-Encoding:\r\n chunked",
                                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                                "X: y\nTransfer-Encoding: chunked",
                                "X: y\rTransfer-Encoding: chunked",
                                ": chunked",
                                "Host: b",
                                "no colon at all")
                        .map(fields -> "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
                Stream.of(
                        "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "POST / HTTP/2.0\r\nHost: a\r\n\r\n",
                        "POST / HTTP/1.1 \r\nHost: a\r\n\r\n",
                        "POST / HTTP/1.1x\r\nHost: a\r\n\r\n",
                        "POST /\r\nHost: a\r\n\r\n",
                        "POST\t/ HTTP/1.1\r\nHost: a\r\n\r\n",
                        "POST / a HTTP/1.1\r\nHost: a\r\n\r\n",
                        " POST / HTTP/1.1\r\nHost: a\r\n\r\n",
                        "PO\u0000ST / HTTP/1.1\r\nHost: a\r\n\r\n",
                        "POST / HTTP/1.1\nHost: a\n\n",
                        "POST / HTTP/1.1\rHost: a\r\r",
                        "POST / HTTP/1.1\r\nHost: a\n\n"));
    }

    @ParameterizedTest
    @MethodSource
    void chunks(String body) throws Exception {
        String all = talk("POST /first HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body + SECOND);
        assertThat(all).startsWith("HTTP/1.1 400 ").doesNotContain("smuggled");
        assertThat(seen).doesNotContain("/smuggled");
    }

    @ParameterizedTest
    @MethodSource
    void heads(String request) throws Exception {
        String all = talk(request + SECOND);
        assertThat(all).matches("(?s)HTTP/1\\.1 (400|505) .*").doesNotContain("smuggled");
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void chunksThatCameAheadOfTheirTurn(String body) throws Exception {
        String all = talk("GET /before HTTP/1.1\r\nHost: a\r\n\r\n"
                + "POST /first HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body + SECOND);
        assertThat(all).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 400 ").doesNotContain("smuggled");
        assertThat(seen).doesNotContain("/smuggled");
    }

    /** However it is cut on its way. */
    @Test
    void chunksThatAreFitAreReadPieceByPiece() throws Exception {
        String body = "3\r\nabc\r\n0a;name=value\r\n0123456789\r\n1\r\nd\r\n0;last\r\n\r\n";
        String whole = "POST /first HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body
                + "POST /second HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + body;
        List<Integer> cuts = IntStream.range(1, whole.length()).boxed().toList();
        for (int cut : cuts) {
            try (Socket client = open(listener)) {
                client.setTcpNoDelay(true);
                send(client, whole.substring(0, cut));
                send(client, whole.substring(cut));
                assertThat(rest(client)).as("cut after " + cut).containsSubsequence("/first", "abc", "/second", "abc");
            }
        }
        assertThat(seen).hasSize(cuts.size() * 2);
    }

    private String talk(String request) throws IOException {
        try (Socket client = open(listener)) {
            send(client, request);
            return rest(client);
        }
    }

    private static String rest(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
