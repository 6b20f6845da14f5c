package org.gatehouse.keys.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.testkit.KnownSecret;
import org.gatehouse.testkit.SelfSignedTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Client and server together, over real sockets. */
final class ThriftKeyValidatorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static SelfSignedTls tls;

    private final List<ThriftKeyValidator> clients = new ArrayList<>();
    private TestKeyManager keyManager;
    private ThriftKeyValidator client;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = new SelfSignedTls();
    }

    @BeforeEach
    void start() throws Exception {
        keyManager = new TestKeyManager(tls, PATIENCE);
        client = client(keyManager.settings(PATIENCE));
    }

    @AfterEach
    void stop() throws Exception {
        clients.forEach(ThriftKeyValidator::close);
        keyManager.close();
    }

    @Test
    void anAllowedCallArrivesWhole() {
        Verdict.Allowed allowed = Fixture.allowed(keyManager.clock.instant().plusSeconds(60), "a.org", "b.org");
        keyManager.tokens.verdicts.put("t1", allowed);

        assertThat(client.verdict(Fixture.request("t1"))).isEqualTo(allowed);
        assertThat(keyManager.tokens.asked).containsExactly(Fixture.request("t1"));
    }

    @Test
    void withoutDomainsAndWithoutEndItArrivesSo() {
        keyManager.tokens.verdicts.put("t1", Fixture.allowed(null));

        assertThat(client.verdict(Fixture.request("t1"))).isEqualTo(Fixture.allowed(null));
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalArrives(Refusal refusal) {
        keyManager.tokens.verdicts.put("t", new Verdict.Refused(refusal));

        assertThat(client.verdict(Fixture.request("t"))).isEqualTo(new Verdict.Refused(refusal));
    }

    @Test
    void aCallThatDoesNotSayWhereItComesFromIsAskedSo() {
        KeyRequest request = new KeyRequest("/weather/1.0", "1.0", "t", AuthType.ANY, null, "/today", "GET");

        client.verdict(request);

        assertThat(keyManager.tokens.asked).containsExactly(request);
    }

    @Test
    void resourcesArriveInOrder() {
        assertThat(client.resources("/weather/1.0", "1.0"))
                .containsExactly(
                        new ApiResource("/today", "GET", AuthType.ANY, "Gold", null, null),
                        new ApiResource("/today", "PUT", AuthType.APPLICATION_USER, "Unlimited", null, null));
        assertThat(client.resources("/unknown", "1.0")).isEmpty();
    }

    @Test
    void whenItsSessionHasEndedItLogsInAgain() {
        client.verdict(Fixture.request("t"));

        keyManager.clock.advance(Sessions.LIFE);

        assertThat(client.verdict(Fixture.request("t"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void afterARestartOfTheServerItConnectsAgain() throws Exception {
        client.verdict(Fixture.request("t"));
        int port = keyManager.port();
        keyManager.stopListening();
        assertThatThrownBy(() -> client.verdict(Fixture.request("t")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("localhost:" + port);

        keyManager.listenAgain(port);

        assertThat(client.verdict(Fixture.request("t"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aDeadPooledConnectionIsReplacedUnnoticed() throws Exception {
        client.verdict(Fixture.request("t"));
        int port = keyManager.port();

        keyManager.stopListening();
        keyManager.listenAgain(port);

        assertThat(client.verdict(Fixture.request("t"))).isInstanceOf(Verdict.Refused.class);
    }

    /** As from a balancer that does not know yet that a server of two has died: it resets what it took. */
    @Test
    void connectionsThatEndAsTheyBeginAreReplacedUnnoticed() throws Exception {
        try (ServerSocket balancer = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            Thread serving = new Thread(() -> endTwoAndServeTheThird(balancer));
            serving.start();
            ThriftKeyValidator behind = client(new KeyManagerLine.Settings(
                    KeyManagerAddress.of(keyManager.serverUrl(), balancer.getLocalPort()),
                    "admin",
                    "admin",
                    PATIENCE,
                    1));

            assertThat(behind.verdict(Fixture.request("t"))).isInstanceOf(Verdict.Refused.class);
            assertThat(keyManager.tokens.asked).containsExactly(Fixture.request("t"));
        }
    }

    @Test
    void whereNobodyListensItAsksOnce() throws Exception {
        int nobodys;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobodys = gone.getLocalPort();
        }
        AtomicInteger sockets = new AtomicInteger();
        SocketFactory counting = new SocketFactory() {
            @Override
            public Socket createSocket() {
                sockets.incrementAndGet();
                return new Socket();
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw new UnsupportedOperationException("expected: a socket that is connected later");
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) {
                return createSocket(host, port);
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                return createSocket(host.getHostName(), port);
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
                return createSocket(host, port);
            }
        };
        try (ConnectionPool pool = new ConnectionPool(
                KeyManagerAddress.of(keyManager.serverUrl(), nobodys),
                counting,
                tls.client().getSocketFactory(),
                1)) {
            assertThatThrownBy(() -> pool.ask(asked -> "an answer", Deadline.in(PATIENCE)))
                    .isInstanceOf(ConnectException.class);
        }
        assertThat(sockets).hasValue(1);
    }

    private void endTwoAndServeTheThird(ServerSocket balancer) {
        try {
            balancer.accept().close();
            Socket dying = balancer.accept();
            dying.getInputStream().read();
            dying.close();
            Socket taken = balancer.accept();
            Socket server = new Socket("127.0.0.1", keyManager.port());
            new Thread(() -> pump(server, taken)).start();
            pump(taken, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // By the other end.
        }
    }

    @Test
    void manyCallsAtOnceGetTheirOwnAnswers() throws Exception {
        for (int i = 0; i < 200; i++) {
            keyManager.tokens.verdicts.put(
                    "t" + i, Fixture.allowed(keyManager.clock.instant().plusSeconds(i)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(24);
        try {
            List<Future<Verdict>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                KeyRequest request = Fixture.request("t" + i);
                answers.add(threads.submit(() -> client.verdict(request)));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(answers.get(i).get())
                        .isEqualTo(Fixture.allowed(keyManager.clock.instant().plusSeconds(i)));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() {
        ThriftKeyValidator wrong = ofAnotherInstallation(new KeyManagerLine.Settings(
                KeyManagerAddress.of(keyManager.serverUrl(), keyManager.port()), "admin", "s3cret", PATIENCE, 1));

        assertThatThrownBy(() -> wrong.verdict(Fixture.request("t")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("localhost:" + keyManager.port())
                .hasMessageContaining("neither the user admin nor a part of this installation")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aUserWhoMayNotRunServersIsRefused() {
        ThriftKeyValidator guest = ofAnotherInstallation(keyManager.settings("guest", PATIENCE));

        assertThatThrownBy(() -> guest.verdict(Fixture.request("t")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("not authorized");
    }

    @Test
    void aFailingKeyManagerIsUnavailable() {
        assertThatThrownBy(() -> client.verdict(Fixture.request("no-database")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("The database cannot be reached.");
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpInTime() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            ThriftKeyValidator patient = client(new KeyManagerLine.Settings(
                    KeyManagerAddress.of(keyManager.serverUrl(), deaf.getLocalPort()),
                    "admin",
                    "admin",
                    Duration.ofMillis(1500),
                    1));
            long start = System.nanoTime();

            assertThatThrownBy(() -> patient.verdict(Fixture.request("t")))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("localhost:" + deaf.getLocalPort())
                    .hasMessageContaining("1500 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aCertificateOfSomebodyElseIsNotTalkedTo() throws Exception {
        ThriftKeyValidator stranger = new ThriftKeyValidator(
                new SelfSignedTls(), keyManager.part(), keyManager.settings(Duration.ofSeconds(10)));
        clients.add(stranger);

        assertThatThrownBy(() -> stranger.verdict(Fixture.request("t"))).isInstanceOf(Unavailable.class);
        assertThat(keyManager.tokens.asked).isEmpty();
    }

    @Test
    void newSettingsHoldFromTheNextCallOn() throws Exception {
        client.verdict(Fixture.request("t"));
        try (TestKeyManager other = new TestKeyManager(tls, PATIENCE)) {
            client.use(other.settings(PATIENCE));

            client.verdict(Fixture.request("u"));

            assertThat(other.tokens.asked).containsExactly(Fixture.request("u"));
        }
    }

    @Test
    void theQuestionOnTheWireIsTheDocumentedOne() throws Exception {
        try (ServerSocket listening =
                tls.server().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            listening.setSoTimeout(20_000);
            CompletableFuture<RawMessage> question = CompletableFuture.supplyAsync(() -> {
                try (var socket = listening.accept()) {
                    return RawMessage.read(new DataInputStream(socket.getInputStream()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            ThriftKeyValidator asking = client(new KeyManagerLine.Settings(
                    KeyManagerAddress.of(keyManager.serverUrl(), listening.getLocalPort()),
                    "admin",
                    "admin",
                    PATIENCE,
                    1));

            assertThatThrownBy(() -> asking.verdict(Fixture.request("t"))).isInstanceOf(Unavailable.class);

            RawMessage message = question.get();
            assertThat(message.kind()).isEqualTo(1);
            assertThat(message.method()).isEqualTo("validateKey");
            Map<Integer, Object> fields = message.fields();
            assertThat(keyManager.sessions().isAlive((String) fields.remove(4))).isTrue();
            assertThat(fields)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            1, "/weather/1.0",
                            2, "1.0",
                            3, "t",
                            5, "Any",
                            6, "example.org",
                            7, "/today",
                            8, "GET"));
        }
    }

    @Test
    void aPartOfTheInstallationAsksWithoutAnybodysPassword() {
        client(keyManager.settings(PATIENCE)).verdict(Fixture.request("t"));

        assertThat(keyManager.users().asked).isEmpty();
    }

    @Test
    void anAccountThatWasChosenIsAskedForFirstAndItsEndStopsNoPart() {
        client(keyManager.settings("boss", PATIENCE)).verdict(Fixture.request("t"));

        assertThat(keyManager.users().asked).containsExactly("boss");
    }

    @Test
    void aKeyManagerThatKnowsNoPartsIsAskedWithTheAccount() {
        ofAnotherInstallation(keyManager.settings(PATIENCE)).verdict(Fixture.request("t"));

        assertThat(keyManager.users().asked).containsExactly("admin");
    }

    private ThriftKeyValidator ofAnotherInstallation(KeyManagerLine.Settings settings) {
        MachineIdentity other = new MachineIdentity(new KnownSecret((byte) 2), keyManager.clock);
        ThriftKeyValidator made = new ThriftKeyValidator(tls, other, settings);
        clients.add(made);
        return made;
    }

    private ThriftKeyValidator client(KeyManagerLine.Settings settings) {
        ThriftKeyValidator made = new ThriftKeyValidator(tls, keyManager.part(), settings);
        clients.add(made);
        return made;
    }
}
