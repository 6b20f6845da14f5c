package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** TLS of one connection. Another transport can go on with that of a client. */
final class TlsHandler extends SslHandler {
    /** More than a record. */
    private static final int MOST_SEALED = 32 * 1024;

    private static final long LONGEST_HANDSHAKE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final boolean inherited;

    private TlsHandler(SSLEngine engine, Executor handshakes, long handshakeMillis, boolean inherited) {
        super(engine, handshakes);
        this.inherited = inherited;
        setHandshakeTimeoutMillis(handshakeMillis);
    }

    /** With a client that comes. */
    static TlsHandler of(SSLEngine engine, Executor handshakes) {
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return new TlsHandler(engine, handshakes, LONGEST_HANDSHAKE_MILLIS, false);
    }

    /** With a client whose handshake is over, by the engine that another transport began with. */
    static TlsHandler goingOn(SSLEngine engine, Executor handshakes) {
        return new TlsHandler(engine, handshakes, 0, true);
    }

    /** With a back end, for which the engine is made. */
    static TlsHandler towards(SSLEngine engine, Executor handshakes, long handshakeMillis) {
        return new TlsHandler(engine, handshakes, handshakeMillis, false);
    }

    /** While keys are being agreed on beside the loop, all that comes is kept: so no more is read than can be kept. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        // When they are, what was kept is opened, and reading goes on by itself.
        if (internalBuffer().readableBytes() <= MOST_SEALED) {
            super.channelReadComplete(context);
        }
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
