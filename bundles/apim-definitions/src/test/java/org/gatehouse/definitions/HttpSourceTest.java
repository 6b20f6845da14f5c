package org.gatehouse.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.fetch.Encounter;
import org.gatehouse.domain.fetch.Reach;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.testkit.SelfSignedTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpSourceTest {
    private static final Account ANN = account("ann");

    private final HttpSource anywhere = new HttpSource(new Reach(true), Duration.ofSeconds(20));
    private final HttpSource outside = new HttpSource(new Reach(false), Duration.ofSeconds(20));
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/hop")) {
                int left = Integer.parseInt(path.substring(4));
                exchange.getResponseHeaders().set("Location", left == 0 ? "/städte.yaml" : "/hop" + (left - 1));
                answer(exchange, 302, "");
            } else if (path.equals("/file")) {
                exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
                answer(exchange, 302, "");
            } else if (path.equals("/long")) {
                answer(exchange, 200, "x".repeat(DefinitionReader.MAX_BYTES + 1));
            } else if (path.equals("/slow")) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('a');
                exchange.getResponseBody().flush();
                await();
                exchange.close();
            } else if (path.equals("/slow-head")) {
                await();
                exchange.close();
            } else if (path.equals("/gone")) {
                answer(exchange, 404, "");
            } else if (path.equals("/no-head")) {
                answer(exchange, exchange.getRequestMethod().equals("HEAD") ? 405 : 200, "");
            } else if (path.equals("/inside")) {
                exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data/");
                answer(exchange, 302, "");
            } else if (path.equals("/accepts")) {
                answer(exchange, 200, exchange.getRequestHeaders().getFirst("Accept"));
            } else {
                answer(exchange, 200, "title: Städte");
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aDefinitionIsFetchedOverThreeRedirectsAndNoMore() {
        assertThat(anywhere.fetch(ANN, address("/a.yaml"))).isEqualTo("title: Städte");
        assertThat(anywhere.fetch(ANN, address("/hop2"))).isEqualTo("title: Städte");
        assertThatThrownBy(() -> anywhere.fetch(ANN, address("/hop3")))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("more than 3 redirects");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://localhost/",
                "http://[::1]/",
                "http://10.1.2.3/",
                "http://192.168.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/",
                "http://100.100.100.200/",
                "http://0.0.0.0/",
                "http://[::ffff:127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://[fe80::1]/",
            })
    void privateAddressesAreRefused(String address) {
        assertThatThrownBy(() -> outside.fetch(ANN, URI.create(address)))
                .isInstanceOf(Invalid.class)
                .message()
                .containsAnyOf("an address that documents are not read from", "an unknown host", "expected: a host");
    }

    @Test
    void nobodyIsAskedAtAPrivateAddress() {
        assertThatThrownBy(() -> outside.fetch(ANN, address("/a.yaml"))).isInstanceOf(Invalid.class);
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "0.0.0.0", "[fe80::1]"})
    void someAddressesAreRefusedWhoeverAllows(String host) {
        assertThatThrownBy(() -> anywhere.fetch(ANN, URI.create("http://" + host + "/")))
                .hasMessageContaining("an address that documents are not read from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://a/b",
                "jar:http://a/b!/c",
                "http://u:p@localhost/",
                "a.yaml",
                "http:a"
            })
    void onlyHttpAndHttpsAreFetched(String address) {
        assertThatThrownBy(() -> anywhere.fetch(ANN, URI.create(address)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("expected: ");
    }

    @Test
    void whatIsNotThereIsTold() {
        assertThatThrownBy(() -> anywhere.fetch(ANN, address("/gone"))).hasMessageContaining("the server answers 404");
        assertThatThrownBy(() -> anywhere.fetch(ANN, address("/file")))
                .hasMessageContaining("expected: an http or https address");
        assertThatThrownBy(() -> anywhere.fetch(ANN, address("/long")))
                .hasMessageContaining("more than 15728640 bytes");
    }

    @Test
    void bytesAreReadWithinTheirBound() {
        assertThat(anywhere.read(ANN, address("/accepts"), "image/png", 9))
                .asString()
                .isEqualTo("image/png");
        assertThatThrownBy(() -> anywhere.read(ANN, address("/accepts"), "image/png", 8))
                .isInstanceOf(Invalid.class)
                .hasMessage(address("/accepts") + ": more than 8 bytes");
        assertThatThrownBy(() -> outside.read(ANN, address("/accepts"), "image/png", 9))
                .hasMessageContaining("an address that documents are not read from");
        assertThatThrownBy(() -> anywhere.read(ANN, address("/inside"), "image/png", 9))
                .hasMessageContaining("an address that documents are not read from");
    }

    @Test
    void headIsAskedForTheStatusAlone() {
        Duration patience = Duration.ofSeconds(4);
        assertThat(anywhere.status(ANN, address("/a.yaml"), patience)).isEqualTo(200);
        assertThat(anywhere.status(ANN, address("/gone"), patience)).isEqualTo(404);
        assertThat(anywhere.status(ANN, address("/no-head"), patience)).isEqualTo(405);
        assertThat(anywhere.status(ANN, address("/long"), patience)).isEqualTo(200);
        assertThat(anywhere.status(ANN, address("/hop2"), patience)).isEqualTo(200);
    }

    @Test
    void headIsAskedNowhereElseThanGet() {
        Duration patience = Duration.ofSeconds(4);
        for (String elsewhere : new String[] {"/inside", "/file", "/hop3"}) {
            assertThatThrownBy(() -> anywhere.status(ANN, address(elsewhere), patience))
                    .isInstanceOf(Invalid.class)
                    .message()
                    .containsAnyOf("are not read from", "expected: an http or https address", "more than 3 redirects");
        }
        calls.set(0);
        assertThatThrownBy(() -> outside.status(ANN, address("/a.yaml"), patience))
                .isInstanceOf(Invalid.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    @Timeout(10)
    void headIsNotWaitedForLongerThanWanted() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://localhost:" + silent.getLocalPort() + "/");
            assertThatThrownBy(() -> anywhere.status(ANN, address, Duration.ofMillis(300)))
                    .isInstanceOf(Invalid.class);
        }
    }

    @Test
    @Timeout(15)
    void whoAsksAgainAndAgainForWhatIsSlowIsRefusedAndNobodyElse() throws Exception {
        HttpSource patient = new HttpSource(new Reach(true), Duration.ofSeconds(4));
        CountDownLatch refused = new CountDownLatch(53);
        List<CompletableFuture<Integer>> asked = new ArrayList<>();
        for (int i = 0; i < 56; i++) {
            asked.add(CompletableFuture.supplyAsync(
                    () -> patient.status(ANN, address("/slow-head"), Duration.ofSeconds(4)), threads));
        }
        asked.forEach(each -> each.exceptionally(refusal -> {
            if (refusal.getCause() instanceof Unavailable) {
                refused.countDown();
            }
            return 0;
        }));
        assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).filteredOn(each -> !each.isDone()).hasSize(3);
        assertThat(patient.fetch(account("bob"), address("/a.yaml"))).isEqualTo("title: Städte");
    }

    @Test
    void whatIsMetIsTold() {
        Duration patience = Duration.ofSeconds(4);
        Encounter met = met(address("/gone"));
        assertThat(met.status()).isEqualTo(404);
        assertThat(met.isAnswered()).isTrue();
        assertThat(met.tls()).isNull();
        assertThat(met.took()).isLessThan(patience);
        assertThat(met(address("/inside")).status())
                .as("nobody is asked where a redirect leads")
                .isEqualTo(302);
        calls.set(0);
        assertThat(outside.meet(ANN, address("/gone"), patience)).isEmpty();
        assertThat(calls).hasValue(0);
        assertThat(met(URI.create("ftp://localhost/")).problem()).isEqualTo("expected: an http or https address");
    }

    private Encounter met(URI address) {
        return anywhere.meet(ANN, address, Duration.ofSeconds(4)).orElseThrow();
    }

    @Test
    void aServerThatIsNotTrustedShowsItsCertificateAndIsSentNothing() throws IOException {
        HttpsServer secured = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(new SelfSignedTls().server()));
        secured.createContext("/", exchange -> {
            calls.incrementAndGet();
            answer(exchange, 200, "");
        });
        secured.start();
        try {
            Encounter met =
                    met(URI.create("https://localhost:" + secured.getAddress().getPort() + "/"));
            assertThat(met.isAnswered()).isFalse();
            assertThat(met.problem()).isEqualTo("who has signed its certificate is not trusted by this server");
            Encounter.Tls tls = Objects.requireNonNull(met.tls());
            assertThat(tls.isTrusted()).isFalse();
            assertThat(tls.protocol()).isEqualTo("TLSv1.3");
            assertThat(tls.cipher()).startsWith("TLS_");
            assertThat(tls.chain()).singleElement().satisfies(certificate -> {
                assertThat(certificate.subject()).isEqualTo("CN=localhost");
                assertThat(certificate.names()).containsExactly("localhost", "127.0.0.1");
                assertThat(certificate.until())
                        .isBetween(Instant.now(), Instant.now().plusSeconds(3_600));
            });
            assertThat(calls).hasValue(0);
        } finally {
            secured.stop(0);
        }
    }

    private static Account account(String name) {
        return new Account(UserName.parse(name), 1);
    }

    @Test
    void whatIsTooSlowIsNotWaitedFor() {
        HttpSource impatient = new HttpSource(new Reach(true), Duration.ofMillis(300));
        assertThatThrownBy(() -> impatient.fetch(ANN, address("/slow"))).isInstanceOf(Invalid.class);
    }

    @Test
    @Timeout(10)
    void aHandshakeThatComesByteByByteIsNotWaitedFor() throws Exception {
        HttpSource impatient = new HttpSource(new Reach(true), Duration.ofMillis(500));
        try (ServerSocket drip = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(drip));
            dripping.start();

            assertThatThrownBy(() -> impatient.fetch(ANN, URI.create("https://localhost:" + drip.getLocalPort() + "/")))
                    .isInstanceOf(Invalid.class);

            dripping.join();
        }
    }

    /** The head of a record of 16 KB, and then a byte of it now and then, until the other side goes. */
    private void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(new byte[] {22, 3, 3, 64, 0});
            while (!over.await(50, TimeUnit.MILLISECONDS)) {
                out.write(2);
                out.flush();
            }
        } catch (IOException gone) {
            // As it should.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try {
            exchange.getResponseBody().write(bytes);
        } catch (IOException enough) {
            // Who asked has had enough.
        } finally {
            exchange.close();
        }
    }
}
