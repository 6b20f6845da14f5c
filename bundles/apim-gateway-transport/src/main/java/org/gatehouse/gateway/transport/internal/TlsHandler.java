package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** TLS of one connection of a client, which another transport can go on with. */
final class TlsHandler extends SslHandler {
    private static final long LONGEST_HANDSHAKE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final boolean inherited;

    private TlsHandler(SSLEngine engine, Executor handshakes, boolean inherited) {
        super(engine, handshakes);
        this.inherited = inherited;
        // That of an engine that another transport began with is over.
        setHandshakeTimeoutMillis(inherited ? 0 : LONGEST_HANDSHAKE_MILLIS);
    }

    static TlsHandler of(SSLEngine engine, Executor handshakes) {
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return new TlsHandler(engine, handshakes, false);
    }

    /** Goes on with an engine whose handshake is over. */
    static TlsHandler goingOn(SSLEngine engine, Executor handshakes) {
        return new TlsHandler(engine, handshakes, true);
    }

    /** Whether keys are agreed on, and no others are being agreed on. */
    boolean isSettled() {
        return (inherited || handshakeFuture().isSuccess())
                && engine().getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    /** What came and could not be opened yet, since it is less than a record. */
    byte[] sealed() {
        return ByteBufUtil.getBytes(internalBuffer());
    }
}
