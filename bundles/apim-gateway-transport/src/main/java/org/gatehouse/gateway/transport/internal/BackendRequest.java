package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.gateway.transport.BackendCall;
import org.gatehouse.gateway.transport.BackendListener;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;

/** One call to a back end: takes a connection, sends, waits. On the exchange's event loop. */
final class BackendRequest implements ChannelFutureListener {
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

    private static final byte[] NOTHING = {};
    /** What a back end said before it broke the connection is here already. */
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final NettyExchange exchange;
    private final BackendCall call;
    private final BackendListener listener;
    private final Backends backends;
    private final boolean upgrade;
    private @Nullable BackendConnection connection;
    private boolean streaming;
    private boolean over;
    private boolean triedTwice;

    BackendRequest(NettyExchange exchange, BackendCall call, BackendListener listener, Backends backends) {
        this.exchange = exchange;
        this.call = call;
        this.listener = listener;
        this.backends = backends;
        this.upgrade = exchange.isUpgrade();
    }

    BackendCall call() {
        return call;
    }

    void start() {
        backends.connection(exchange.loop(), this);
    }

    /** The client is gone. */
    void cancel() {
        BackendConnection running = connection;
        if (!over) {
            fail(SendFailure.CANCELLED);
        }
        if (running != null) {
            running.abandon(this);
        }
    }

    /** A connection for it is there. */
    void connected(BackendConnection ready) {
        if (over) {
            ready.giveBack();
            return;
        }
        connection = ready;
        ready.begin(this);
        send(ready);
    }

    private void send(BackendConnection ready) {
        Channel channel = ready.channel();
        byte[] bytes = call.body();
        streaming = bytes == null && exchange.hasBody();
        HttpMethod method = HttpMethod.valueOf(call.method());
        HttpHeaders headers = PlainHeaders.netty(call.headers());
        Framing.dropHopByHop(headers);
        headers.set(HttpHeaderNames.HOST, ready.authority());
        PlainHeaders.trace(call.headers(), call.method(), exchange.version(), exchange.remoteAddress());
        if (upgrade) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        }
        if (streaming) {
            Framing.frameLike(exchange.length(), headers);
            exchange.trailerFields().announceIn(headers);
            channel.write(new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, call.target(), headers))
                    .addListener(this);
            exchange.takeBody(new ToBackend(ready));
            return;
        }
        headers.remove(HttpHeaderNames.TRAILER);
        byte[] whole = bytes == null ? NOTHING : bytes;
        if (whole.length > 0 || mayHaveBody(method)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, whole.length);
        } else {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        channel.writeAndFlush(new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        method,
                        call.target(),
                        whole.length == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(whole),
                        headers,
                        EmptyHttpHeaders.INSTANCE))
                .addListener(this);
        waitForAnswer(channel);
    }

    /** Whether the client wants to go on with WebSocket. */
    boolean isUpgrade() {
        return upgrade;
    }

    /** The head of the request is written, or is not. */
    @Override
    public void operationComplete(ChannelFuture done) {
        BackendConnection used = connection;
        // A connection that failed says so itself; there may be an answer in what came before.
        if (!done.isSuccess() && used != null && !(done.cause() instanceof IOException)) {
            used.channel().close(); // its handler tells why
        }
    }

    /** The back end takes no more of the request; it may have said why. */
    void cutShort() {
        BackendConnection used = connection;
        if (over) {
            takenNoMore();
        } else if (used != null) {
            used.channel().read();
            used.waitFor(LAST_WORDS_NANOS);
        }
    }

    private void waitForAnswer(Channel channel) {
        channel.read();
        BackendConnection used = connection;
        if (used != null && !call.responseTimeout().isZero()) {
            used.waitFor(call.responseTimeout().toNanos());
        }
    }

    /** The answer's time is over. */
    void late() {
        fail(SendFailure.TIMEOUT);
    }

    /** The head of the answer is there. */
    void answered(NettyAnswer answer) {
        stopWaiting();
        if (over) {
            answer.discard();
            return;
        }
        over = true;
        listener.answered(answer);
    }

    /** The connection was lost before an answer, or at least before all of the request was sent. */
    void lost(SendFailure failure, boolean reused) {
        stopWaiting();
        connection = null;
        if (over) {
            takenNoMore();
            return;
        }
        if (reused && !triedTwice && !streaming && IDEMPOTENT.contains(call.method())) {
            triedTwice = true;
            backends.fresh(exchange.loop(), this);
            return;
        }
        fail(failure);
    }

    /** It will not be answered. */
    void fail(SendFailure failure) {
        stopWaiting();
        if (!over) {
            over = true;
            listener.failed(failure);
        }
    }

    /** What is left of the request goes nowhere. */
    void takenNoMore() {
        exchange.backendTakesNoMore();
    }

    /** Whether all of the request is on its way, so that the connection can be used again. */
    boolean isSent() {
        return !streaming || exchange.body().isComplete();
    }

    /** The back end takes more. */
    void backendHasRoom() {
        if (streaming) {
            exchange.body().pull();
        }
    }

    private void stopWaiting() {
        BackendConnection used = connection;
        if (used != null) {
            used.stopWaiting();
        }
    }

    private static boolean mayHaveBody(HttpMethod method) {
        return method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT) || method.equals(HttpMethod.PATCH);
    }

    /** Writes the client's body to the back end. */
    private final class ToBackend implements BodyFlow.Sink {
        private final BackendConnection used;
        private final Channel channel;
        private long thrownAway;

        private ToBackend(BackendConnection used) {
            this.used = used;
            this.channel = used.channel();
        }

        @Override
        public void take(HttpContent content) {
            boolean last = content instanceof LastHttpContent;
            if (isOver()) {
                thrownAway += content.content().readableBytes();
                content.release();
                return;
            }
            if (!last) {
                channel.write(content);
                channel.read(); // an early answer, or the end of the connection, must be seen
                return;
            }
            exchange.trailerFields().keepIn(((LastHttpContent) content).trailingHeaders());
            channel.writeAndFlush(content);
            if (over) {
                used.sent();
            } else {
                waitForAnswer(channel);
            }
        }

        @Override
        public void flush() {
            channel.flush();
        }

        /** A client that reads nothing until it has sent all must get as far as that. */
        @Override
        public boolean hasRoom() {
            return isOver() ? thrownAway < Lingering.MOST_BYTES : channel.isWritable();
        }

        /** A back end that is gone has answered or is known to have failed; its client may still be sending. */
        @Override
        public boolean isOver() {
            return !used.takesMore();
        }

        @Override
        public void failed(SendFailure failure) {
            fail(failure);
            channel.close().addListener(ChannelFutureListener.CLOSE);
        }
    }
}
