package org.gatehouse.gateway.transport.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a back end: one call at a time, pooled between calls. */
final class BackendConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(BackendConnection.class);

    /**
     * What a server says that could not or would not read a request to its end: 408, 414, 431, 505. It closes after that, and
     * not every one says so (Jetty does not after 414); a call that was sent meanwhile would be lost.
     */
    private static final Set<Integer> UNREAD = Set.of(408, 414, 431, 505);

    /** A client that reads nothing until it has sent all is stuck for as long. */
    private static final long PATIENCE_AFTER_ANSWER = TimeUnit.SECONDS.toNanos(1);

    private final Backends.Pool pool;
    private final String authority;
    private final Channel channel;
    private final ResponseDecoder decoder;
    private @Nullable BackendRequest request;
    private @Nullable NettyAnswer answer;
    private boolean interim;
    private boolean reusable;
    /** The back end has agreed to another protocol; what it says from now on is no HTTP. */
    private boolean upgrading;

    private @Nullable Tunnel tunnel;
    /** The answer came before the request was wholly sent; the rest of the request still goes out. */
    private boolean ahead;
    /** What is written does not arrive any more; what the back end has said may still be read. */
    private boolean deaf;

    private int calls;
    private long quietSince;
    /** When the head of an answer must be here, if one is waited for. */
    private long due;

    private boolean waiting;
    /** How much of the request was left to be taken when it was last looked at, and since when that is so. */
    private long untaken = -1;

    private long takenSince;

    /** To the host and port that stand in the authority, as the field Host has it (RFC 9110 §7.2). */
    BackendConnection(Backends.Pool pool, String authority, Channel channel, ResponseDecoder decoder) {
        this.pool = pool;
        this.authority = authority;
        this.channel = channel;
        this.decoder = decoder;
    }

    Channel channel() {
        return channel;
    }

    String authority() {
        return authority;
    }

    void begin(BackendRequest next) {
        request = next;
        answer = null;
        reusable = true;
        untaken = -1;
        calls++;
        decoder.answersHead(next.call().method().equals("HEAD"));
    }

    /** The head of the answer must be here within that time. */
    void waitFor(long nanos) {
        due = System.nanoTime() + nanos;
        waiting = true;
    }

    void stopWaiting() {
        waiting = false;
    }

    /** Whether it answers too late, stands still in its answer, or takes nothing of its request. Asked at short intervals. */
    boolean isLate(long now, Patience patience) {
        BackendRequest asked = request;
        if (waiting) {
            return now - due >= 0;
        }
        if (asked == null) {
            return false;
        }
        if (ahead) {
            return takesNothing(now, PATIENCE_AFTER_ANSWER);
        }
        // An end point that may take long to answer may take as long in the middle of it.
        long silence =
                Math.max(patience.silenceNanos(), asked.call().responseTimeout().toNanos());
        NettyAnswer receiving = answer;
        if (receiving == null) {
            return takesNothing(now, silence);
        }
        return receiving.body().isStalled(now, silence)
                && !(receiving.isEventStream() && !receiving.body().isStalled(now, patience.streamNanos()));
    }

    /** Ends it, as it is late. */
    void endLate() {
        waiting = false;
        BackendRequest asked = request;
        if (ahead) {
            ahead = false;
            leave(asked);
            return;
        }
        NettyAnswer receiving = answer;
        if (receiving != null) {
            receiving.body().broke(SendFailure.TIMEOUT);
        } else if (asked != null) {
            asked.late();
        }
        channel.close();
    }

    /** Whether something waits to be taken, and nothing was for so long. */
    private boolean takesNothing(long now, long limitNanos) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        if (out == null || channel.isWritable()) {
            takenSince = now;
            return false;
        }
        long left = out.totalPendingWriteBytes() - out.currentProgress();
        if (left != untaken) {
            untaken = left;
            takenSince = now;
        }
        return now - takenSince > limitNanos;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Tunnel open = tunnel;
        if (open != null) {
            open.fromBackend(message);
            return;
        }
        if (((HttpObject) message).decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            end(SendFailure.PROTOCOL);
            channel.close();
            return;
        }
        if (message instanceof HttpResponse head) {
            BackendRequest asked = request;
            if (asked == null || answer != null || ahead) {
                channel.close(); // an answer that nobody asked for
                return;
            }
            upgrading = head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS) && asked.isUpgrade();
            interim = !upgrading && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!interim) {
                reusable = !deaf
                        && HttpUtil.isKeepAlive(head)
                        && !UNREAD.contains(head.status().code());
                NettyAnswer arrived =
                        new NettyAnswer(this, head, !asked.call().method().equals("HEAD"));
                answer = arrived;
                asked.answered(arrived);
            }
        }
        if (message instanceof HttpContent content) {
            NettyAnswer receiving = answer;
            if (interim || receiving == null) {
                ReferenceCountUtil.release(content);
                return;
            }
            receiving.body().arrived(content);
            if (receiving.body().isComplete()) {
                finished();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Tunnel open = tunnel;
        if (open != null) {
            open.backendRead();
            return;
        }
        NettyAnswer receiving = answer;
        if (receiving == null) {
            channel.read(); // no head yet; or ahead or pooled, to see the end
        } else {
            receiving.body().readComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Tunnel open = tunnel;
        BackendRequest sending = request;
        if (open != null && channel.isWritable()) {
            open.hasRoom(channel);
        } else if (sending != null && channel.isWritable()) {
            sending.backendHasRoom();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pool.gone(this);
        Tunnel open = tunnel;
        if (open != null) {
            open.ended(channel);
            return;
        }
        end(SendFailure.CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Back end {} failed: {}", channel.remoteAddress(), cause.toString());
        end(cause instanceof java.io.IOException ? SendFailure.READ : SendFailure.PROTOCOL);
        channel.close();
    }

    /** A back end may answer, close, and reset what is still sent to it; the answer is to be read first. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelOutputShutdownEvent && tunnel == null) {
            deaf = true;
            reusable = false;
            BackendRequest asked = request;
            if (asked == null || ahead) {
                ahead = false;
                leave(asked);
            } else {
                asked.cutShort();
            }
        } else if (event instanceof ChannelOutputShutdownEvent) {
            channel.close();
        }
        context.fireUserEventTriggered(event);
    }

    /** Whether more of a request can be sent. */
    boolean takesMore() {
        return channel.isActive() && !deaf;
    }

    /** The call that used it does not want the answer any more. */
    void abandon(BackendRequest by) {
        if (request == by) {
            request = null;
            channel.close();
        }
    }

    /** Nobody wants the rest of the answer. */
    void abandon() {
        leave(request);
    }

    /** No more of that call's request is sent, nor of its answer read. */
    private void leave(@Nullable BackendRequest done) {
        request = null;
        channel.close();
        if (done != null && !done.isSent()) {
            done.takenNoMore();
        }
    }

    /** Was taken for a call that is not made. */
    void giveBack() {
        request = null;
        answer = null;
        toPool();
    }

    boolean isIdle(long now, long limitNanos) {
        return now - quietSince > limitNanos;
    }

    boolean isUpgrading() {
        return upgrading;
    }

    /** From now on bytes go through this. */
    void becomes(Tunnel opening) {
        tunnel = opening;
        request = null;
        answer = null;
    }

    private void finished() {
        if (upgrading) {
            return; // whoever takes the answer opens the tunnel or closes the connection
        }
        BackendRequest done = request;
        answer = null;
        if (!reusable || done == null || !channel.isActive()) {
            leave(done);
        } else if (done.isSent()) {
            request = null;
            toPool();
        } else {
            ahead = true;
            channel.read(); // to see it end
        }
    }

    /** The last of a request's body is on its way. */
    void sent() {
        if (ahead) {
            ahead = false;
            request = null;
            toPool();
        }
    }

    private void toPool() {
        quietSince = System.nanoTime();
        pool.put(this);
        channel.read(); // to see it end
    }

    private void end(SendFailure failure) {
        BackendRequest waiting = request;
        NettyAnswer receiving = answer;
        request = null;
        answer = null;
        if (receiving != null) {
            receiving.body().broke(failure);
        } else if (waiting != null) {
            waiting.lost(failure, calls > 1);
        }
    }

    /** Whether the head says that a body follows. */
    static boolean announcesBody(HttpResponse head) {
        String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null || !length.trim().equals("0");
    }
}
