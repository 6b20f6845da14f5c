package org.gatehouse.gateway.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.transport.internal.Wire.readAnswer;
import static org.gatehouse.gateway.transport.internal.Wire.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.HttpTransport;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HandshakeTest {
    private static final byte[] NOTHING = {};

    @Test
    void aHandshakeThatTakesLongStopsNobodyElse() throws Exception {
        TestTls tls = TestTls.create();
        TurnTakingKeys keys = new TurnTakingKeys(tls.keys());
        SSLContext server = SSLContext.getInstance("TLS");
        server.init(new KeyManager[] {keys}, null, null);
        NettyTransport transport = Wire.transport(1, Wire.PATIENT);
        try {
            HttpTransport.Listener listener = transport.listen(
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
            try (SSLSocket there = connect(tls, listener);
                    SSLSocket coming = connect(tls, listener)) {
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
        } finally {
            keys.turns.release(2);
            transport.stop();
        }
    }

    private static SSLSocket connect(TestTls tls, HttpTransport.Listener listener) throws Exception {
        SSLSocket socket = (SSLSocket) tls.client().getSocketFactory().createSocket("127.0.0.1", listener.port());
        socket.setSoTimeout(10_000);
        return socket;
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
            return new String[0];
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException();
        }
    }
}
