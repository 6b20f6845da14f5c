package org.gatehouse.gateway.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.gateway.transport.internal.Wire.open;
import static org.gatehouse.gateway.transport.internal.Wire.readAnswer;
import static org.gatehouse.gateway.transport.internal.Wire.send;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.testkit.SelfSignedTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HandshakeTest {
    private static final byte[] NOTHING = {};
    private static final int FLOOD_MEGABYTES = 1000;
    /** By the sockets of both sides. */
    private static final int MOST_KEPT_MEGABYTES = 20;

    private final NettyTransport transport = Wire.transport(1, Wire.PATIENT);
    private final SelfSignedTls tls = new SelfSignedTls();
    private TurnTakingKeys keys;
    private HttpTransport.Listener listener;

    @BeforeEach
    void start() throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(tls.keyStore(), tls.keyPassword());
        keys = new TurnTakingKeys((X509ExtendedKeyManager) factory.getKeyManagers()[0]);
        SSLContext server = SSLContext.getInstance("TLS");
        server.init(new KeyManager[] {keys}, null, null);
        listener = transport.listen(
                new ListenerSettings(
                        "127.0.0.1",
                        0,
                        server::createSSLEngine,
                        Duration.ofSeconds(30),
                        new ListenerSettings.Pace(2, 100),
                        10,
                        8192,
                        Duration.ofSeconds(5)),
                exchange -> exchange.respond(200, Headers.empty(), NOTHING));
    }

    @AfterEach
    void stop() {
        keys.turns.release(10);
        transport.stop();
    }

    @Test
    void aHandshakeThatTakesLongStopsNobodyElse() throws Exception {
        try (SSLSocket there = connect();
                SSLSocket coming = connect()) {
            keys.turns.release();
            there.startHandshake();
            assertThat(keys.asked.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> handshake = CompletableFuture.runAsync(() -> handshake(coming));
            assertThat(keys.asked.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            send(there, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readAnswer(there.getInputStream())).startsWith("HTTP/1.1 200 ");
            assertThat(handshake).isNotDone();
            keys.turns.release();
            handshake.get(5, TimeUnit.SECONDS);
        }
    }

    /** What comes before keys are agreed on can only be kept; so the rest is left where it is. */
    @Test
    void whoSendsOnBeforeKeysAreAgreedOnIsNotReadFurther() throws Exception {
        try (Socket client = open(listener)) {
            client.getOutputStream().write(hello());
            assertThat(keys.asked.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Integer> flood = CompletableFuture.supplyAsync(() -> flood(client));
            assertThatThrownBy(() -> flood.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            client.shutdownOutput();
            assertThat(flood.get(5, TimeUnit.SECONDS)).isLessThan(MOST_KEPT_MEGABYTES);
        }
    }

    @Test
    void whoComesWhenTooManyWaitIsNotLetIn() throws Exception {
        Handshakes handshakes = new Handshakes("test", 1, 1);
        EmbeddedChannel channel = new EmbeddedChannel();
        Semaphore begun = new Semaphore(0);
        try {
            handshakes.of(channel).execute(() -> {
                begun.release();
                keys.turns.acquireUninterruptibly();
            });
            begun.acquire();
            handshakes.of(channel).execute(() -> {});
            assertThatThrownBy(() -> handshakes.of(channel).execute(() -> {}))
                    .isInstanceOf(RejectedExecutionException.class);
        } finally {
            handshakes.stop();
            channel.close();
        }
    }

    @Test
    void nothingIsDoneForWhoHasGone() throws Exception {
        Handshakes handshakes = new Handshakes("test", 1);
        EmbeddedChannel gone = new EmbeddedChannel();
        gone.close();
        EmbeddedChannel there = new EmbeddedChannel();
        List<String> done = new CopyOnWriteArrayList<>();
        Semaphore last = new Semaphore(0);
        try {
            handshakes.of(gone).execute(() -> done.add("gone"));
            handshakes.of(there).execute(() -> {
                done.add("there");
                last.release();
            });
            last.acquire();
            assertThat(done).containsExactly("there");
        } finally {
            handshakes.stop();
            there.close();
        }
    }

    private SSLSocket connect() throws IOException {
        SSLSocket socket = (SSLSocket) tls.client().getSocketFactory().createSocket("127.0.0.1", listener.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private byte[] hello() throws SSLException {
        SSLEngine engine = tls.client().createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }

    /** Returns how many megabytes went out. */
    private static int flood(Socket client) {
        int sent = 0;
        try {
            while (sent < FLOOD_MEGABYTES) {
                client.getOutputStream().write(new byte[1 << 20]);
                sent++;
            }
        } catch (IOException closed) {
            return sent;
        }
        return sent;
    }

    private static void handshake(SSLSocket socket) {
        try {
            socket.startHandshake();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives out a key only to whose turn it is. */
    private static final class TurnTakingKeys extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;
        private final Semaphore asked = new Semaphore(0);
        private final Semaphore turns = new Semaphore(0);

        TurnTakingKeys(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return keys.chooseEngineServerAlias(type, issuers, engine);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            asked.release();
            turns.acquireUninterruptibly();
            return keys.getPrivateKey(alias);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return keys.getServerAliases(type, issuers);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return keys.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return keys.getClientAliases(type, issuers);
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return keys.chooseClientAlias(types, issuers, socket);
        }
    }
}
