package org.gatehouse.gateway.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.transport.internal.Wire.answering;
import static org.gatehouse.gateway.transport.internal.Wire.call;
import static org.gatehouse.gateway.transport.internal.Wire.open;
import static org.gatehouse.gateway.transport.internal.Wire.readAnswer;
import static org.gatehouse.gateway.transport.internal.Wire.send;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Back ends whose answers are not by the letter. */
@Timeout(60)
final class MalformedAnswersTest {
    private final NettyTransport transport = Wire.transport(1, Wire.PATIENT, "*");

    @AfterEach
    void stop() {
        transport.stop();
    }

    /** None of them goes on under another name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Bad Name: gone",
                "Set-Cookie x: gone",
                "Set-Cookie \t x: gone",
                "Content-Length x: gone",
                "Transfer-Encoding x: chunked, gone",
                ": gone",
                "gone without a colon",
                "X(Bad): gone",
                "X-B\u00e4d: gone",
                "X-\u0001Bad: gone",
                "X-\u0000Bad: gone",
                "X@Bad: gone",
                "\"X\": gone",
                "X-Bad Name: gone\r\n and gone",
                "X-Bad Name: gone\r\n\tX-Good: gone"
            })
    void aFieldWhoseNameIsNoneIsLeftOut(String field) throws Exception {
        String answer = answerOf("X-Before: 1\r\n" + field + "\r\nX-After: 2\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\nok")
                .containsIgnoringCase("X-Before: 1\r\n")
                .containsIgnoringCase("X-After: 2\r\n")
                .doesNotContain("gone")
                .doesNotContain("~")
                .doesNotContainIgnoringCase("set-cookie")
                .doesNotContainIgnoringCase("X-Bad")
                .doesNotContainIgnoringCase("X-Good");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Good : 1 | X-Good: 1",
                "Set-Cookie : a=b | Set-Cookie: a=b",
                "X_Good.!#$%&'*+-^`~: 1 | X_Good.!#$%&'*+-^`~: 1",
                "X-Long: one\\r\\n two\\r\\n\\tthree | X-Long: one two three",
                "X-Empty: | X-Empty:"
            })
    void whatIsFitToBeReadGoesOn(String field, String expected) throws Exception {
        String answer = answerOf(field.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t") + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("ok").containsIgnoringCase(expected);
    }

    /** There is nothing that it could go on from. */
    @Test
    void aFirstLineThatIsFoldedIsLeftOut() throws Exception {
        assertThat(answerOf(" Set-Cookie: gone\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("ok")
                .doesNotContain("gone");
    }

    /** Neither half of it is trusted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Bad: a\u0000b\r\n",
                "X-Bad: a\u0001b\r\n",
                "X-Bad: a\rb\r\n",
                "Set-Cookie\r\n",
                "Content-Length: 3\r\n"
            })
    void anAnswerThatCannotBeTrustedIsRefused(String fields) throws Exception {
        assertThat(answerOf(fields)).startsWith("HTTP/1.1 502 ").endsWith("PROTOCOL");
    }

    @Test
    void aFieldAfterTheBodyWhoseNameIsNoneIsLeftOut() throws Exception {
        try (RawBackend backend = saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n"
                        + "0\r\nX-Bad Name: gone\r\nX-Sum: 5\r\n\r\n");
                Socket client = open(forwardingTo(backend))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nConnection: TE, close\r\n\r\n");
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .containsIgnoringCase("X-Sum: 5")
                    .doesNotContain("gone")
                    .doesNotContain("X-Bad");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"413 Too Large", "200 Fine", "404 Not Here", "299 Ours", "200 "})
    void theReasonIsTheBackEnds(String status) throws Exception {
        try (RawBackend backend = saying("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nok");
                Socket client = open(forwardingTo(backend))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).startsWith("HTTP/1.1 " + status + "\r\n");
        }
    }

    @Test
    void aReasonThatIsNoneIsReplaced() throws Exception {
        try (RawBackend backend = saying("HTTP/1.1 404 No\u0000t\u001b[0m\r\nContent-Length: 2\r\n\r\nok");
                Socket client = open(forwardingTo(backend))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(client.getInputStream())).startsWith("HTTP/1.1 404 Not Found\r\n");
        }
    }

    private String answerOf(String fields) throws Exception {
        try (RawBackend backend = saying("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 2\r\n\r\nok");
                Socket client = open(forwardingTo(backend))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            return readAnswer(client.getInputStream());
        }
    }

    private static RawBackend saying(String answer) {
        return new RawBackend((number, in, out) -> {
            RawBackend.readHead(in);
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            RawBackend.readHead(in);
        });
    }

    private HttpTransport.Listener forwardingTo(RawBackend backend) {
        return transport.listen(
                new ListenerSettings(
                        "127.0.0.1",
                        0,
                        null,
                        Duration.ofSeconds(30),
                        new ListenerSettings.Pace(1, 0),
                        1000,
                        8192,
                        Duration.ofSeconds(5)),
                exchange ->
                        exchange.forward(call(exchange, backend.port(), Duration.ofSeconds(30)), answering(exchange)));
    }
}
