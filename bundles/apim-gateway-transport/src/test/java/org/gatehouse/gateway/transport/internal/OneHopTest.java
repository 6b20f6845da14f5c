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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.BackendListener;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.HttpService;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.gateway.transport.SendFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender says about its own hop holds for its own message, and for nothing that is put in afterwards. */
@Timeout(60)
final class OneHopTest {
    private final NettyTransport transport = Wire.transport(1, Wire.PATIENT, "Content-Digest", "X-*");
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile int backendPort;

    @AfterEach
    void stop() {
        transport.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: keep-alive, x-jwt-assertion, assertion, authorization, x-mine",
                "Connection: X-JWT-Assertion\r\nConnection: Authorization ,\tassertion,x-mine",
                "Connection: ,,x-mine;,x-mine,AUTHORIZATION, X-Jwt-Assertion, assertion"
            })
    void whatTheGatewayAddsCannotBeNamed(String connection) throws Exception {
        HttpService adding = exchange -> {
            seen.addAll(exchange.headers().names());
            exchange.headers().set("X-JWT-Assertion", "signed").set("assertion", "signed");
            exchange.headers().set("Authorization", "Basic ours");
            forward(exchange);
        };
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(listen(backend, adding))) {
            send(
                    client,
                    "GET / HTTP/1.1\r\nHost: a\r\n" + connection
                            + "\r\nX-Mine: 1\r\nAuthorization: Bearer mine\r\nX-Other: 2\r\n\r\n");
            assertThat(readAnswer(client.getInputStream()))
                    .containsIgnoringCase("x-jwt-assertion: signed\r\n")
                    .containsIgnoringCase("assertion: signed\r\n")
                    .containsIgnoringCase("authorization: Basic ours\r\n")
                    .containsIgnoringCase("x-other: 2\r\n")
                    .doesNotContainIgnoringCase("x-mine");
        }
        assertThat(seen).doesNotContain("X-Mine", "Authorization").contains("X-Other");
    }

    @Test
    void whatFramesAMessageAndSaysWhenceItComesCannotBeNamed() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(listen(backend, exchange -> forward(exchange)))) {
            send(
                    client,
                    "POST / HTTP/1.1\r\nHost: a\r\nConnection: content-length, host, x-forwarded-for, via\r\n"
                            + "X-Forwarded-For: 203.0.113.7\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(readAnswer(client.getInputStream()))
                    .containsIgnoringCase("x-forwarded-for: 203.0.113.7, 127.0.0.1\r\n")
                    .endsWith("|abc");
        }
    }

    @Test
    void aBackEndNamesOnlyFieldsOfItsOwnAnswer() throws Exception {
        RawBackend.Behaviour naming = (number, in, out) -> {
            RawBackend.readHead(in);
            out.write(("HTTP/1.1 200 OK\r\nConnection: Strict-Transport-Security, X-Hop\r\nX-Hop: 1\r\n"
                            + "Content-Length: 2\r\n\r\nok")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            in.read();
        };
        HttpService adding =
                exchange -> exchange.forward(call(exchange, backendPort, Duration.ofSeconds(5)), new BackendListener() {
                    @Override
                    public void answered(BackendAnswer answer) {
                        seen.addAll(answer.headers().names());
                        answer.headers().set("Strict-Transport-Security", "max-age=1");
                        exchange.respond(answer.status(), answer.headers(), answer);
                    }

                    @Override
                    public void failed(SendFailure failure) {
                        exchange.abort();
                    }
                });
        try (RawBackend backend = new RawBackend(naming);
                Socket client = open(listen(backend, adding))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(client.getInputStream()))
                    .containsIgnoringCase("strict-transport-security: max-age=1\r\n")
                    .doesNotContainIgnoringCase("x-hop");
        }
        assertThat(seen).doesNotContain("X-Hop");
    }

    @Test
    void ofTheFieldsAfterARequestThoseGoOnThatAreListed() throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(listen(backend, exchange -> forward(exchange)))) {
            send(
                    client,
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                            + "Trailer: Content-Digest, X-JWT-Assertion\r\nTrailer: Host\r\n\r\n3\r\nabc\r\n0\r\n"
                            + "X-JWT-Assertion: smug\r\nAuthorization: smug\r\nHost: evil\r\nCookie: smug\r\n"
                            + "X-Forwarded-For: smug\r\nX-Checksum-Sha: 1\r\nContent-Digest: 2\r\nUnlisted: smug\r\n\r\n");
            assertThat(readAnswer(client.getInputStream()))
                    .containsIgnoringCase("trailer: Content-Digest\r\n")
                    .containsIgnoringCase("(trailer x-checksum-sha: 1)")
                    .containsIgnoringCase("(trailer content-digest: 2)")
                    .doesNotContainIgnoringCase("smug")
                    .doesNotContainIgnoringCase("evil");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TE: trailers\r\n", "TE: gzip, trailers\r\nConnection: TE\r\n"})
    void theFieldsAfterAnAnswerGoToWhoTakesThem(String te) throws Exception {
        RawBackend.Behaviour trailing = (number, in, out) -> {
            RawBackend.readHead(in);
            out.write(("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n"
                            + "Content-Digest: 1\r\nSet-Cookie: smug=1\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            in.read();
        };
        try (RawBackend backend = new RawBackend(trailing);
                Socket client = open(listen(backend, exchange -> forward(exchange)))) {
            send(
                    client,
                    "GET / HTTP/1.1\r\nHost: a\r\n" + te
                            + "\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            String answers = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answers).doesNotContainIgnoringCase("smug").endsWith("0\r\n\r\n");
            assertThat(answers.toLowerCase(java.util.Locale.ROOT).contains("0\r\ncontent-digest: 1\r\n\r\n"))
                    .isEqualTo(!te.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X_JWT_Assertion",
                "x_jwt_assertion",
                "X-JWT_Assertion",
                "X.JWT.Assertion",
                "X!JWT!Assertion",
                "X_Forwarded_For",
                "X-Forwarded_Proto",
                "X_Real_IP",
                "Content_Length",
                "Transfer_Encoding",
                "WSO2_AM-API_DEFAULT_VERSION"
            })
    void otherSpellingsOfOwnNamesDoNotComeIn(String name) throws Exception {
        try (RawBackend backend = RawBackend.echo();
                Socket client = open(listen(backend, exchange -> forward(exchange)))) {
            send(client, "GET / HTTP/1.1\r\nHost: a\r\nuser_id: kept\r\n" + name + ": 3smug\r\n\r\n");
            assertThat(readAnswer(client.getInputStream()))
                    .contains("user_id: kept\r\n")
                    .doesNotContain("smug");
        }
    }

    private void forward(Exchange exchange) {
        exchange.forward(call(exchange, backendPort, Duration.ofSeconds(5)), answering(exchange));
    }

    private HttpTransport.Listener listen(RawBackend backend, HttpService service) {
        backendPort = backend.port();
        return transport.listen(
                new ListenerSettings(
                        "127.0.0.1",
                        0,
                        null,
                        Duration.ofSeconds(5),
                        new ListenerSettings.Pace(1, 0),
                        1000,
                        8192,
                        Duration.ofSeconds(5)),
                service);
    }
}
