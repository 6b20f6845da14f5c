package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whose client may still be sending (RFC 9112 §9.6). Closed at once it would be reset, and a client
 * that writes its whole request before it reads would never see the answer. So it is told that nothing more comes, and what it
 * sends is thrown away as it is, for a bounded time and up to a size.
 */
final class Lingering extends ChannelInboundHandlerAdapter {
    static final long MOST_BYTES = 128L << 20;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);
    private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(5);

    private final Channel channel;
    private final long longest;
    private final long began = System.nanoTime();
    private long lastHeard = began;
    private long bytes;

    private Lingering(Channel channel, long longest) {
        this.channel = channel;
        this.longest = longest;
    }

    /** What had to be said is written; nothing that comes from now on reaches another handler. */
    static Lingering begin(Channel channel) {
        return begin(channel, LONGEST);
    }

    /** As with {@link #begin(Channel)}, for a client that has had its time. */
    static Lingering beginShort(Channel channel) {
        return begin(channel, LONGEST_SILENCE);
    }

    private static Lingering begin(Channel channel, long longest) {
        Lingering lingering = new Lingering(channel, longest);
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        channel.pipeline().addFirst(lingering); // before TLS: nobody needs to know what it is that comes
        if (tls == null) {
            ((DuplexChannel) channel).shutdownOutput();
        } else {
            tls.closeOutbound().addListener(said -> ((DuplexChannel) channel).shutdownOutput());
        }
        channel.read();
        return lingering;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        lastHeard = System.nanoTime();
        bytes += message instanceof ByteBuf data ? data.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (bytes > MOST_BYTES) {
            channel.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.read();
    }

    /** Whether it has lasted for long enough, when silence of so long is borne otherwise. */
    boolean isOver(long now, long idleNanos) {
        return now - began > Math.min(longest, idleNanos) || now - lastHeard > LONGEST_SILENCE;
    }
}
