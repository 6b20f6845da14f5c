package org.gatehouse.keys.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.gatehouse.testkit.SelfSignedTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log-in as HTTP; the messages are written by hand from the description of the compact protocol. */
final class LoginServletTest {
    /** Version 1, call; number 1; "authenticate"; field 1 and field 2, each a string; end. */
    private static final String ADMIN = "82 21 01 0c 61757468656e746963617465 18 05 61646d696e 18 05 61646d696e 00";

    private static SelfSignedTls tls;

    private TestKeyManager keyManager;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = new SelfSignedTls();
    }

    @BeforeEach
    void start() throws Exception {
        keyManager = new TestKeyManager(tls, Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() throws Exception {
        keyManager.close();
    }

    @Test
    void theRightPasswordGivesASession() throws Exception {
        HttpResponse<byte[]> answer = post(bytes(ADMIN));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-thrift");
        // Version 1, reply; number; name; field 0, a string of 44 characters; end.
        byte[] body = answer.body();
        assertThat(HexFormat.of().formatHex(body, 0, 2)).isEqualTo("8241");
        assertThat(HexFormat.of().formatHex(body, 16, 19)).isEqualTo("08002c");
        String session = new String(body, 19, 44, StandardCharsets.UTF_8);
        assertThat(keyManager.sessions().isAlive(session)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "admin, wrong, wrong user name or password",
        "nobody, nobody, wrong user name",
        "guest, guest, not authorized",
        "admin@tena.com, admin, not authorized"
    })
    void anyoneElseIsTurnedAway(String user, String password, String reason) throws Exception {
        HttpResponse<byte[]> answer =
                post(bytes("82 21 01 0c 61757468656e746963617465" + field(user) + field(password) + "00"));

        assertThat(answer.statusCode()).isEqualTo(200);
        // Field 1, a struct: the declared exception.
        assertThat(hex(answer.body()[16])).isEqualTo("1c");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(reason);
    }

    @Test
    void whatIsNoMessageIsABadRequest() throws Exception {
        assertThat(post("hello".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
        assertThat(post(new byte[0]).statusCode()).isEqualTo(400);
        assertThat(post(bytes("82 21 01 ff ff ff ff 07")).statusCode()).isEqualTo(400);
        assertThat(post(new byte[LoginServlet.MAX_BYTES + 1]).statusCode()).isEqualTo(413);
    }

    @Test
    void onlyPostIsUnderstood() throws Exception {
        assertThat(send(HttpRequest.newBuilder(URI.create(keyManager.loginUrl()))
                                .build())
                        .statusCode())
                .isEqualTo(405);
    }

    private HttpResponse<byte[]> post(byte[] body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(keyManager.loginUrl()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(tls.client())
                .build()
                .send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String field(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return "18" + hex((byte) bytes.length) + HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String hex(byte one) {
        return HexFormat.of().toHexDigits(one);
    }
}
