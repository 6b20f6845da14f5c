package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: one exchange at a time, requests that came ahead of their turn wait. All on the connection's
 * event loop.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    private final OpenPort port;
    private final Channel channel;
    private final RequestDecoder decoder;
    private final ResponseEncoder encoder;
    private final ArrayDeque<HttpObject> ahead = new ArrayDeque<>(2);
    private @Nullable NettyExchange current;
    private @Nullable String remoteAddress;
    private @Nullable Runnable firstRead;
    private @Nullable Tunnel tunnel;
    private @Nullable Lingering lingering;
    private boolean closing;
    /** It is on its way to another transport. */
    private boolean passing;

    private boolean timedOut;
    private boolean inRead;
    /** The answer is written, and the rest of its request is still coming. */
    private boolean afterAnswer;

    private long quietSince = System.nanoTime();
    /** How much of the answer the client had taken when it was last looked at, and since when that is so. */
    private long taken;

    private long takenSince;

    ClientConnection(OpenPort port, Channel channel, RequestDecoder decoder, ResponseEncoder encoder) {
        this.port = port;
        this.channel = channel;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    Channel channel() {
        return channel;
    }

    /** Whether more of what came with the last read is still to be handed on. */
    boolean isInRead() {
        return inRead;
    }

    ResponseEncoder encoder() {
        return encoder;
    }

    /** Written out once for all exchanges. */
    String remoteAddress(Exchange asking) {
        String known = remoteAddress;
        if (known == null) {
            known = asking.remote().getAddress().getHostAddress();
            remoteAddress = known;
        }
        return known;
    }

    OpenPort port() {
        return port;
    }

    /** Has it read this before anything that the socket has. */
    void beginsWith(Runnable read) {
        firstRead = read;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        port.opened(this);
        Runnable first = firstRead;
        if (first != null) {
            firstRead = null;
            first.run();
        } else if (!passOn()) {
            channel.read();
        }
    }

    /**
     * Where another transport takes over: leaves it the connection, if that stands between two requests, or before one that
     * nobody has begun to serve.
     *
     * @return false if it stays, for now or for good
     */
    boolean passOn() {
        HandOver to = port.handOver();
        if (to == null || !canBePassedOn()) {
            return false;
        }
        passing = true;
        RequestBytes request = new RequestBytes();
        NettyExchange waiting = current;
        current = null;
        if (waiting != null) {
            waiting.passOn(request);
        }
        for (HttpObject next = ahead.poll(); next != null; next = ahead.poll()) {
            request.add(next);
            ReferenceCountUtil.release(next);
        }
        // What still comes before the socket is let go of is not decoded any more.
        channel.pipeline().addBefore(channel.pipeline().context(decoder).name(), null, new RequestBytes.Rest(request));
        TlsHandler tls = channel.pipeline().get(TlsHandler.class);
        channel.deregister().addListener(done -> {
            port.closed(this);
            if (channel.isOpen()) {
                to.leave(
                        port.place(),
                        new HandOver.Connection(
                                ((EpollSocketChannel) channel).fd().intValue(),
                                tls == null ? null : tls.engine(),
                                tls == null ? new byte[0] : tls.sealed(),
                                request.all()));
            }
        });
        return true;
    }

    private boolean canBePassedOn() {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        TlsHandler tls = channel.pipeline().get(TlsHandler.class);
        if (closing
                || passing
                || tunnel != null
                || inRead
                || out == null
                || out.totalPendingWriteBytes() > 0
                || (tls != null && !tls.isSettled())
                || ahead.stream().anyMatch(next -> next.decoderResult().isFailure())) {
            return false;
        }
        NettyExchange waiting = current;
        if (waiting != null && !waiting.canBePassedOn()) {
            return false;
        }
        // What the decoder has of a request that came ahead of its turn could not be written out.
        boolean inBody = waiting != null && !waiting.body().isComplete();
        return inBody || !decoder.isMidway();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        inRead = true;
        Tunnel open = tunnel;
        if (open != null) {
            open.fromClient(message);
            return;
        }
        NettyExchange exchange = current;
        if (exchange != null && !exchange.body().isComplete() && message instanceof HttpContent content) {
            arrived(exchange, content);
            if (current == exchange && afterAnswer) {
                quietSince = System.nanoTime();
                if (exchange.body().isComplete()) {
                    done(exchange);
                }
            } else if (current == exchange && exchange.body().isComplete()) {
                channel.read(); // only so that the end of the connection is noticed
            }
            return;
        }
        ahead.add((HttpObject) message);
        if (current == null) {
            next();
        }
    }

    /** Gives a piece to the body that it is of; one that is none ends the connection, and nothing is current any more. */
    private void arrived(NettyExchange exchange, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(content);
            giveUp(exchange, HttpResponseStatus.BAD_REQUEST, "chunk");
        } else {
            exchange.body().arrived(content);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        inRead = false;
        if (passOn()) {
            return;
        }
        Tunnel open = tunnel;
        if (open != null) {
            open.clientRead();
            return;
        }
        NettyExchange exchange = current;
        if (exchange == null) {
            if (!closing) {
                channel.read();
            }
        } else {
            exchange.body().readComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Tunnel open = tunnel;
        NettyExchange exchange = current;
        if (open != null && channel.isWritable()) {
            open.hasRoom(channel);
        } else if (exchange != null && channel.isWritable()) {
            exchange.clientHasRoom();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        port.closed(this);
        Tunnel open = tunnel;
        if (open != null) {
            open.ended(channel);
        }
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
        NettyExchange exchange = current;
        current = null;
        if (exchange != null) {
            exchange.clientGone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("Connection of {} failed: {}", channel.remoteAddress(), cause.toString());
        channel.close();
    }

    /** The exchange's answer is wholly written. */
    void answered(NettyExchange exchange, boolean keepAlive) {
        if (current != exchange) {
            return;
        }
        if (!keepAlive || closing || port.isDraining()) {
            endWith(exchange);
            return;
        }
        if (!exchange.body().isComplete()) {
            // What is left of the request stands before the next one.
            afterAnswer = true;
            quietSince = System.nanoTime();
            if (exchange.body().isWanted()) {
                exchange.body().pull();
            } else {
                throwRestAway(exchange);
            }
            return;
        }
        done(exchange);
    }

    /** Nobody takes the rest of the request any more. */
    void restIsUnwanted(NettyExchange exchange) {
        if (current != exchange) {
            return;
        }
        if (afterAnswer && !exchange.body().isWanted()) {
            throwRestAway(exchange);
        } else {
            exchange.body().pull();
        }
    }

    private void throwRestAway(NettyExchange exchange) {
        exchange.body().sendTo(new Discard(() -> done(exchange), () -> endWith(exchange)));
    }

    /** Nothing comes after this exchange. */
    private void endWith(NettyExchange exchange) {
        if (current != exchange) {
            return;
        }
        boolean more = !exchange.body().isComplete();
        current = null;
        exchange.body().broke(SendFailure.CANCELLED);
        exchange.ended();
        closeAfter(channel.writeAndFlush(Unpooled.EMPTY_BUFFER), more || decoder.isMidway() || !ahead.isEmpty());
    }

    /**
     * Closes the connection when that is written.
     *
     * @param more whether the client may still be sending
     */
    private void closeAfter(ChannelFuture lastWords, boolean more) {
        closing = true;
        quietSince = System.nanoTime();
        lastWords.addListener(written -> {
            if (more && written.isSuccess() && channel.isActive()) {
                lingering = timedOut ? Lingering.beginShort(channel) : Lingering.begin(channel);
            } else {
                channel.close();
            }
        });
    }

    private void done(NettyExchange exchange) {
        if (current != exchange) {
            return;
        }
        current = null;
        afterAnswer = false;
        quietSince = System.nanoTime();
        exchange.ended();
        next();
        if (current == null && !closing && !passing && !passOn()) {
            channel.read();
        }
    }

    /**
     * Ends what has been silent for longer than the idle time: between requests, after the answer to half of one, and in
     * the middle of one, which is told to the client (RFC 9110 §15.5.9). The same for a body that drips, and for a client that
     * takes nothing of its answer. Called once a second.
     */
    void endIfSilent(long now) {
        if (passing) {
            return;
        }
        Tunnel open = tunnel;
        NettyExchange exchange = current;
        long limit = port.idleNanos();
        if (closing) {
            // It ends once its last words are written; a client that does not take them is not waited for.
            Lingering rest = lingering;
            if (rest == null ? now - quietSince > limit : rest.isOver(now, limit)) {
                channel.close();
            }
            return;
        }
        if (open != null) {
            if (open.isSilent(now)) {
                channel.close();
            }
        } else if (exchange == null && decoder.isMidway()) {
            if (now - Math.max(decoder.begun(), quietSince) > limit) {
                refuse(HttpResponseStatus.REQUEST_TIMEOUT, "header");
            }
        } else if (exchange == null || afterAnswer) {
            boolean drips = exchange != null && exchange.body().isSlow(port.pace());
            if (drips || now - quietSince > limit) {
                channel.close();
            }
        } else if (exchange.isStalled(now, limit)) {
            giveUp(exchange, HttpResponseStatus.REQUEST_TIMEOUT, "body");
        } else if (exchange.isSlow(port.pace())) {
            giveUp(
                    exchange,
                    HttpResponseStatus.REQUEST_TIMEOUT,
                    "body: slower than " + port.pace().bytesASecond() + " bytes a second");
        } else if (takesNothing(exchange, now, limit)) {
            channel.close();
        }
    }

    /** Whether something of the answer waits to be taken, and nothing was for that long. */
    private boolean takesNothing(NettyExchange exchange, long now, long limit) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        if (channel.isWritable() || out == null) {
            takenSince = now;
            return false;
        }
        // How much is left may be the same at each look, as more is put in the place of what is taken.
        long soFar = exchange.sentBytes() - (out.totalPendingWriteBytes() - out.currentProgress());
        if (soFar != taken) {
            taken = soFar;
            takenSince = now;
        }
        return now - takenSince > limit;
    }

    /** The rest of the request will not come: tells so if nothing was said yet, and frees all that waits for it. */
    private void giveUp(NettyExchange exchange, HttpResponseStatus status, String why) {
        boolean first = exchange.close();
        if (first) {
            refuse(status, why);
        } else {
            channel.close();
        }
        exchange.restWillNotCome();
        if (current == exchange) {
            current = null;
            exchange.ended();
        }
    }

    /** From now on bytes go through this. */
    void becomes(Tunnel opening) {
        tunnel = opening;
    }

    boolean isBusy() {
        return current != null;
    }

    /** Closes what is between requests, if it is not at its end already. */
    void close() {
        if (!closing) {
            closeAfter(channel.writeAndFlush(Unpooled.EMPTY_BUFFER), false);
        }
    }

    private void next() {
        while (current == null && !closing && !passing) {
            HttpObject message = ahead.poll();
            if (message == null) {
                return;
            }
            if (message instanceof HttpRequest request) {
                begin(request);
            } else {
                ReferenceCountUtil.release(message);
            }
        }
    }

    private void begin(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            Throwable cause = request.decoderResult().cause();
            ReferenceCountUtil.release(request);
            if (cause instanceof TooLongHttpLineException) {
                refuse(HttpResponseStatus.REQUEST_URI_TOO_LONG, "request line");
            } else if (cause instanceof TooLongHttpHeaderException) {
                refuse(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "header");
            } else {
                refuse(HttpResponseStatus.BAD_REQUEST, "request");
            }
            return;
        }
        if (!Framing.isKnown(request.protocolVersion())) {
            refuse(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "expected HTTP/1.1 or HTTP/1.0");
            return;
        }
        String fault = Framing.fault(request);
        if (fault != null) {
            refuse(HttpResponseStatus.BAD_REQUEST, fault);
            return;
        }
        if (decoder.hasSeenOddNames()) {
            OwnNames.dropSpellings(request.headers());
        }
        NettyExchange exchange = new NettyExchange(this, request);
        current = exchange;
        while (current == exchange && !exchange.body().isComplete() && ahead.peek() instanceof HttpContent) {
            arrived(exchange, (HttpContent) ahead.poll());
        }
        if (current != exchange) {
            return;
        }
        if (!exchange.hasBody() || exchange.body().isComplete()) {
            channel.read(); // only so that the end of the connection is noticed
        }
        if (Framing.endsHere(request)) {
            answerForThisHop(exchange);
            return;
        }
        serve(exchange);
    }

    /** Hands the exchange over to who serves, unless its client has gone meanwhile. */
    void serve(NettyExchange exchange) {
        if (current != exchange) {
            return;
        }
        try {
            port.reception().serve(exchange);
            passOn();
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.method(), exchange.target(), e);
            if (exchange.isAnswered()) {
                channel.close();
            } else {
                exchange.respond(500, new PlainHeaders(), "Internal Server Error\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** TRACE would show what a browser hides from scripts. */
    private static void answerForThisHop(NettyExchange exchange) {
        boolean asksWhatIsPossible = exchange.method().equals("OPTIONS");
        exchange.respond(
                asksWhatIsPossible ? 204 : 405,
                new PlainHeaders().set("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"),
                new byte[0]);
    }

    /** Answers what cannot be served, and ends the connection, since nobody knows where the next request begins. */
    private void refuse(HttpResponseStatus status, String why) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                Unpooled.copiedBuffer(status.reasonPhrase() + ": " + why + "\n", StandardCharsets.UTF_8));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        encoder.answersHead(false);
        timedOut = status.equals(HttpResponseStatus.REQUEST_TIMEOUT);
        closeAfter(channel.writeAndFlush(answer), true);
    }
}
