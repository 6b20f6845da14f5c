package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;

/**
 * Writes the one answer of an exchange to its client: whole, as it comes from a back end, or as the beginning of a tunnel.
 * What it does, it does on the connection's event loop. It is the sink of the body and what waits for the last byte to be
 * written, too, so that an answer takes one object.
 */
final class AnswerWriter implements BodyFlow.Sink, ChannelFutureListener {
    private final NettyExchange exchange;
    private final ClientConnection connection;
    private final HttpRequest request;
    /** Whether the connection goes on after it. */
    private boolean goesOn;

    private long sentBytes;
    /** When something of it was last written, while the request was still coming. */
    private long lastSaid;

    private @Nullable NettyAnswer streamed;

    AnswerWriter(NettyExchange exchange, ClientConnection connection, HttpRequest request) {
        this.exchange = exchange;
        this.connection = connection;
        this.request = request;
        says();
        connection.encoder().answersHead(isHead());
    }

    private boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    private void says() {
        if (!exchange.body().isComplete()) {
            lastSaid = System.nanoTime();
        }
    }

    /** Of the body, as far as it was given to the connection. */
    long sentBytes() {
        return sentBytes;
    }

    /** Whether nothing of it was written for so long, while the request was still coming. */
    boolean isSilent(long now, long limitNanos) {
        return now - lastSaid > limitNanos;
    }

    /** The client takes more. */
    void clientHasRoom() {
        NettyAnswer source = streamed;
        if (source != null) {
            source.body().pull();
        }
    }

    /** The client takes no more. */
    void abandon() {
        NettyAnswer source = streamed;
        if (source != null) {
            source.abandon();
        }
    }

    void whole(int status, Headers fields, byte[] bytes) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(bytes));
        HttpHeaders target = response.headers();
        target.set(PlainHeaders.netty(fields));
        Framing.dropHopByHop(target);
        target.remove(HttpHeaderNames.TRAILER);
        if (status == 204 || status < 200) {
            target.remove(HttpHeaderNames.CONTENT_LENGTH);
        } else {
            target.set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        }
        goesOn = exchange.goesOn();
        connectionField(target);
        sentBytes = bytes.length;
        connection.channel().writeAndFlush(response).addListener(this);
    }

    void stream(int status, Headers fields, NettyAnswer source) {
        if (source.isUpgrade() && status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            upgrade(fields, source);
            return;
        }
        boolean empty = isHead() || status == 204 || status == 304 || !source.hasBody();
        HttpHeaders target = PlainHeaders.netty(fields);
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, source.statusOr(status), target);
        Framing.dropHopByHop(target);
        exchange.trailerFields().announceIn(target);
        goesOn = exchange.goesOn();
        frame(target, status, empty, source);
        connectionField(target);
        Channel channel = connection.channel();
        channel.write(response);
        if (empty) {
            source.discard();
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(this);
        } else {
            streamed = source;
            source.body().sendTo(this);
        }
    }

    private void frame(HttpHeaders target, int status, boolean empty, NettyAnswer source) {
        if (empty) {
            if (status == 204) {
                target.remove(HttpHeaderNames.CONTENT_LENGTH);
            }
        } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_0) && source.length() == null) {
            target.remove(HttpHeaderNames.CONTENT_LENGTH);
            goesOn = false;
        } else {
            Framing.frameLike(source.length(), target);
        }
    }

    private void upgrade(Headers fields, NettyAnswer source) {
        HttpHeaders target = PlainHeaders.netty(fields);
        Framing.dropHopByHop(target);
        target.remove(HttpHeaderNames.CONTENT_LENGTH);
        target.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        target.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        Tunnel tunnel = new Tunnel(
                connection.channel(),
                source.connection().channel(),
                connection.port().backends().patience().streamNanos());
        connection
                .channel()
                .writeAndFlush(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.SWITCHING_PROTOCOLS,
                        Unpooled.EMPTY_BUFFER,
                        target,
                        new DefaultHttpHeaders()));
        connection.becomes(tunnel);
        source.connection().becomes(tunnel);
        tunnel.open();
    }

    private void connectionField(HttpHeaders target) {
        if (!goesOn || connection.port().isDraining()) {
            target.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            target.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    /** The last of it is written, or cannot be. */
    @Override
    public void operationComplete(ChannelFuture written) {
        streamed = null;
        connection.answered(exchange, written.isSuccess() && goesOn);
    }

    // ---- a back end's body

    @Override
    public void take(HttpContent content) {
        says();
        sentBytes += content.content().readableBytes();
        if (content instanceof LastHttpContent last) {
            keepTrailers(last.trailingHeaders());
            connection.channel().writeAndFlush(content).addListener(this);
        } else {
            connection.channel().write(content);
        }
    }

    private void keepTrailers(HttpHeaders trailers) {
        if (trailers.isEmpty()) {
            return;
        }
        if (exchange.isTrailersWanted()) {
            exchange.trailerFields().keepIn(trailers);
        } else {
            trailers.clear();
        }
    }

    @Override
    public void flush() {
        connection.channel().flush();
    }

    @Override
    public boolean hasRoom() {
        return connection.channel().isWritable();
    }

    @Override
    public void failed(SendFailure failure) {
        // Half an answer must not look like a whole one.
        streamed = null;
        connection.channel().close();
    }
}
