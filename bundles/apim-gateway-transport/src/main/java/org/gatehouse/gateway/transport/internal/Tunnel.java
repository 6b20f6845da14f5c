package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.util.ReferenceCountUtil;

/**
 * Two connections that have stopped to speak HTTP (RFC 9110 §7.8): what comes from one goes to the other, no faster than it
 * is taken, and the end of one is the end of the other. On their one event loop.
 */
final class Tunnel {
    private final Channel client;
    private final Channel backend;
    private final long longestSilence;
    private long lastHeard = System.nanoTime();

    /** Ends when both are silent for longer than that. */
    Tunnel(Channel client, Channel backend, long longestSilenceNanos) {
        this.client = client;
        this.backend = backend;
        this.longestSilence = longestSilenceNanos;
    }

    /** Takes the codecs out; what they have read ahead comes through. */
    void open() {
        client.pipeline().remove(RequestDecoder.class);
        client.pipeline().remove(ResponseEncoder.class);
        backend.pipeline().remove(ResponseDecoder.class);
        backend.pipeline().remove(HttpRequestEncoder.class);
        client.read();
        backend.read();
    }

    void fromClient(Object data) {
        pass(data, backend);
    }

    void fromBackend(Object data) {
        pass(data, client);
    }

    private void pass(Object data, Channel to) {
        lastHeard = System.nanoTime();
        if (data instanceof ByteBuf bytes) {
            to.write(bytes);
        } else {
            ReferenceCountUtil.release(data);
        }
    }

    /** One round of reading is over: passes on what it brought. */
    void clientRead() {
        flush(backend, client);
    }

    void backendRead() {
        flush(client, backend);
    }

    private static void flush(Channel to, Channel from) {
        to.flush();
        if (to.isWritable()) {
            from.read();
        }
    }

    /** A side takes more again. */
    void hasRoom(Channel side) {
        (side == client ? backend : client).read();
    }

    /** A side is gone; what was on its way to the other still gets there. */
    void ended(Channel side) {
        Channel other = side == client ? backend : client;
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    boolean isSilent(long now) {
        return now - lastHeard > longestSilence;
    }
}
