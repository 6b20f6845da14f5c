package org.gatehouse.keys.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLSocket;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.testkit.Eventually;
import org.gatehouse.testkit.SelfSignedTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server as a gateway of another make sees it: bytes on a TLS socket. */
final class KeyServerTest {
    private static final int REPLY = 2;
    private static final int EXCEPTION = 3;
    private static SelfSignedTls tls;

    private final List<Socket> sockets = new ArrayList<>();
    private TestKeyManager keyManager;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = new SelfSignedTls();
    }

    @BeforeEach
    void start() throws Exception {
        keyManager = new TestKeyManager(tls, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        keyManager.close();
    }

    @Test
    void anAllowedCallIsAnsweredFieldByField() throws Exception {
        keyManager.tokens.verdicts.put(
                "t1", Fixture.allowed(keyManager.clock.instant().plusSeconds(90), "b.org", "a.org"));

        RawMessage answer = exchange(validateKey("t1", keyManager.sessions().begin()));

        assertThat(answer.kind()).isEqualTo(REPLY);
        assertThat(answer.method()).isEqualTo("validateKey");
        assertThat(answer.sequence()).isEqualTo(4711);
        Map<Integer, Object> expected = new TreeMap<>(Map.ofEntries(
                Map.entry(1, true),
                Map.entry(2, "anna"),
                Map.entry(3, "Gold"),
                Map.entry(4, "SANDBOX"),
                Map.entry(6, "anna@carbon.super"),
                Map.entry(7, "Umbrella"),
                Map.entry(9, "7"),
                Map.entry(10, "Large"),
                Map.entry(11, "Weather"),
                Map.entry(12, "consumer-1"),
                Map.entry(13, "admin"),
                Map.entry(14, List.of("a.org", "b.org")),
                Map.entry(16, 90_000L),
                Map.entry(17, keyManager.clock.instant().toEpochMilli())));
        assertThat(answer.struct(0)).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(keyManager.tokens.asked)
                .containsExactly(new KeyRequest(
                        "/weather/1.0", "1.0", "t1", AuthType.APPLICATION_USER, "example.org", "/today", "GET"));
    }

    @Test
    void aTokenThatNeverExpiresIsValidForTheLongestTimeAndForAllDomains() throws Exception {
        keyManager.tokens.verdicts.put("t1", Fixture.allowed(null));

        Map<Integer, Object> dto =
                exchange(validateKey("t1", keyManager.sessions().begin())).struct(0);

        assertThat(dto).containsEntry(16, Long.MAX_VALUE).containsEntry(14, List.of("ALL"));
    }

    @Test
    void aRefusedCallIsAnsweredWithItsNumber() throws Exception {
        keyManager.tokens.verdicts.put("t2", new Verdict.Refused(Refusal.BLOCKED));

        RawMessage answer = exchange(validateKey("t2", keyManager.sessions().begin()));

        assertThat(answer.struct(0)).containsExactly(Map.entry(1, false), Map.entry(8, 900907));
    }

    @Test
    void theClientDomainMayBeLeftOut() throws Exception {
        Map<Integer, Object> fields =
                validateKey("t1", keyManager.sessions().begin()).fields();
        fields.remove(6);

        exchange(RawMessage.call("validateKey", 1, fields));

        assertThat(keyManager.tokens.asked.remove().clientDomain()).isNull();
    }

    @Test
    void theResourcesOfAnApiAreListed() throws Exception {
        RawMessage answer = exchange(RawMessage.call(
                "getAllURITemplates",
                5,
                new TreeMap<>(Map.of(
                        1, "/weather/1.0", 2, "1.0", 3, keyManager.sessions().begin()))));

        assertThat(answer.fields())
                .containsEntry(
                        0,
                        List.of(
                                Map.of(1, "/today", 4, "GET", 5, "Any", 6, "Gold"),
                                Map.of(1, "/today", 4, "PUT", 5, "Application_User", 6, "Unlimited")));
    }

    @Test
    void withoutASessionNobodyIsAnswered() throws Exception {
        RawMessage answer = exchange(validateKey("t1", "made-up"));

        assertThat(answer.kind()).isEqualTo(REPLY);
        assertThat(answer.struct(1)).containsExactly(Map.entry(1, "Invalid session id for thrift authenticator."));
        assertThat(keyManager.tokens.asked).isEmpty();
    }

    @Test
    void aSessionEndsAfterAnHour() throws Exception {
        String session = keyManager.sessions().begin();
        keyManager.clock.advance(Duration.ofMinutes(59));
        assertThat(exchange(validateKey("t1", session)).fields()).containsKey(0);

        keyManager.clock.advance(Duration.ofMinutes(1));

        assertThat(exchange(validateKey("t1", session)).fields()).containsKey(1);
    }

    @Test
    void aFailureIsADeclaredExceptionWithoutItsInsides() throws Exception {
        String session = keyManager.sessions().begin();

        assertThat(exchange(validateKey("no-database", session)).struct(2))
                .containsExactly(Map.entry(1, "The database cannot be reached."));
        assertThat(exchange(validateKey("bug", session)).struct(2).toString()).doesNotContain("secret");
    }

    @Test
    void anUnknownMethodAndAMissingFieldAreAnsweredAndTheConnectionGoesOn() throws Exception {
        SSLSocket socket = connected();
        Map<Integer, Object> incomplete = validateKey("t1", "s").fields();
        incomplete.remove(3);

        assertThat(exchange(socket, RawMessage.call("dropTables", 1, new TreeMap<>(Map.of(1, "x"))))
                        .kind())
                .isEqualTo(EXCEPTION);
        RawMessage refusal = exchange(socket, RawMessage.call("validateKey", 2, incomplete));
        assertThat(refusal.kind()).isEqualTo(EXCEPTION);
        assertThat(refusal.fields().toString()).contains("accessToken").doesNotContain("example.org");
        assertThat(exchange(socket, validateKey("t1", keyManager.sessions().begin()))
                        .kind())
                .isEqualTo(REPLY);
    }

    @Test
    void aConnectionLastsForMoreThanOneMessageOfTheLargestSize() throws Exception {
        SSLSocket socket = connected();
        String session = keyManager.sessions().begin();

        for (int i = 0; i < 20; i++) {
            assertThat(exchange(socket, validateKey("x".repeat(16_000), session))
                            .kind())
                    .isEqualTo(REPLY);
        }
    }

    @Test
    void garbageEndsItsOwnConnectionOnly() throws Exception {
        SSLSocket good = connected();
        String session = keyManager.sessions().begin();
        assertThat(exchange(good, validateKey("t1", session)).kind()).isEqualTo(REPLY);

        for (byte[] garbage : List.of(
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8),
                // Not strict: the length of the method's name comes first.
                ByteBuffer.allocate(64)
                        .putInt(11)
                        .put("validateKey".getBytes(StandardCharsets.UTF_8))
                        .array(),
                // A method name of two gigabytes.
                ByteBuffer.allocate(64)
                        .putInt(0x80010001)
                        .putInt(Integer.MAX_VALUE)
                        .array(),
                // One of less than nothing.
                ByteBuffer.allocate(64).putInt(0x80010001).putInt(-5).array())) {
            SSLSocket bad = connected();
            bad.getOutputStream().write(garbage);
            bad.getOutputStream().flush();
            assertThat(endOf(bad)).isTrue();
        }
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), keyManager.port())) {
            plain.getOutputStream()
                    .write("no TLS at all, whatever that may mean to the other side\n"
                            .getBytes(StandardCharsets.UTF_8));
            plain.setSoTimeout(10_000);
            plain.getInputStream().readAllBytes();
        }

        assertThat(exchange(good, validateKey("t1", session)).kind()).isEqualTo(REPLY);
    }

    @Test
    void aMessageWithoutEndIsCutOff() throws Exception {
        SSLSocket bad = connected();
        OutputStream out = bad.getOutputStream();

        assertThatThrownBy(() -> {
                    out.write(ByteBuffer.allocate(23)
                            .putInt(0x80010001)
                            .putInt(11)
                            .put("validateKey".getBytes(StandardCharsets.UTF_8))
                            .putInt(1)
                            .array());
                    byte[] field = ByteBuffer.allocate(1007)
                            .put((byte) 11)
                            .putShort((short) 99)
                            .putInt(1000)
                            .array();
                    for (int i = 0; i < 100_000; i++) {
                        out.write(field);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void aSilentConnectionIsClosed() throws Exception {
        keyManager.close();
        keyManager = new TestKeyManager(tls, Duration.ofMillis(150));

        assertThat(endOf(connected())).isTrue();
    }

    @Test
    void aPortThatIsTakenIsTriedAgain() throws Exception {
        KeyServer late;
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = taken.getLocalPort();
            late = server(true, port);
            assertThat(late.port()).isZero();
        }

        Eventually.within(Duration.ofSeconds(20), "the port is taken", () -> late.port() != 0);

        assertThat(late.port()).isEqualTo(port);
        late.close();
    }

    @Test
    void closedItFreesThePortAndEndsConnections() throws Exception {
        SSLSocket open = connected();
        exchange(open, validateKey("t1", "s"));
        int port = keyManager.port();

        keyManager.stopListening();

        assertThat(endOf(open)).isTrue();
        new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
    }

    @Test
    void switchedOffItDoesNotListen() throws Exception {
        KeyServer off = server(false, 0);

        assertThat(off.port()).isZero();
        off.close();
    }

    private KeyServer server(boolean enabled, int port) {
        return new KeyServer(
                new KeyService(keyManager.tokens, keyManager.sessions(), keyManager.clock),
                tls,
                new KeyServer.Settings(enabled, "127.0.0.1", port, Duration.ofSeconds(5), 4));
    }

    private static RawMessage validateKey(String token, String session) {
        return RawMessage.call(
                "validateKey",
                4711,
                new TreeMap<>(Map.of(
                        1, "/weather/1.0",
                        2, "1.0",
                        3, token,
                        4, session,
                        5, "Application_User",
                        6, "example.org",
                        7, "/today",
                        8, "GET")));
    }

    private RawMessage exchange(RawMessage call) throws IOException {
        return exchange(connected(), call);
    }

    private static RawMessage exchange(SSLSocket socket, RawMessage call) throws IOException {
        socket.getOutputStream().write(call.bytes());
        socket.getOutputStream().flush();
        return RawMessage.read(new DataInputStream(socket.getInputStream()));
    }

    private static boolean endOf(SSLSocket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // Reset: an end as well.
            return true;
        }
    }

    private SSLSocket connected() throws IOException {
        SSLSocket socket = (SSLSocket) tls.client().getSocketFactory().createSocket("127.0.0.1", keyManager.port());
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        return socket;
    }
}
