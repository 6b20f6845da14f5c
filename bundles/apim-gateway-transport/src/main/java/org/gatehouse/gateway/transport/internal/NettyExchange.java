package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.BackendCall;
import org.gatehouse.gateway.transport.BackendListener;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.gateway.transport.ListenerSettings;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;

/** One request of a client's connection. What it does, it does on the connection's event loop. */
final class NettyExchange implements Exchange {
    private final ClientConnection connection;
    private final HttpRequest request;
    private final PlainHeaders headers;
    private final boolean hasBody;
    private final boolean keepAlive;
    private final BodyFlow body;
    private @Nullable List<Runnable> onEnd;
    private Reception.@Nullable Shift servedIn;
    private final @Nullable String length;
    private final boolean upgrade;
    private final boolean trailersWanted;
    private boolean continueWanted;
    private volatile boolean answered;
    private boolean ended;
    private @Nullable BackendRequest backend;
    private @Nullable AnswerWriter answer;

    NettyExchange(ClientConnection connection, HttpRequest request) {
        this.connection = connection;
        this.request = request;
        this.headers = new PlainHeaders(request.headers());
        this.hasBody = Framing.hasBody(request.headers());
        this.length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        this.keepAlive = HttpUtil.isKeepAlive(request);
        this.continueWanted = hasBody && HttpUtil.is100ContinueExpected(request);
        this.upgrade = wantsUpgrade(request, hasBody);
        this.trailersWanted = takesTrailers(request);
        Framing.dropNamed(request.headers());
        this.body = new BodyFlow(connection.channel(), connection.isInRead());
    }

    BodyFlow body() {
        return body;
    }

    /** Of the body as it comes, whatever became of the field; null for chunks. */
    @Nullable String length() {
        return length;
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String target() {
        String uri = request.uri();
        int scheme = uri.startsWith("/") ? -1 : uri.indexOf("://");
        if (scheme < 0) {
            return uri;
        }
        int path = uri.indexOf('/', scheme + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    @Override
    public String scheme() {
        return connection.port().scheme();
    }

    @Override
    public String version() {
        return request.protocolVersion().text();
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public InetSocketAddress remote() {
        return (InetSocketAddress) connection.channel().remoteAddress();
    }

    @Override
    public String remoteAddress() {
        return connection.remoteAddress(this);
    }

    @Override
    public InetSocketAddress local() {
        return (InetSocketAddress) connection.channel().localAddress();
    }

    @Override
    public boolean hasBody() {
        return hasBody;
    }

    @Override
    public Executor loop() {
        return connection.channel().eventLoop();
    }

    @Override
    public long bodyBytes() {
        return sentBytes() + body.receivedBytes();
    }

    /** Of the answer's body, as far as it was given to the connection. */
    long sentBytes() {
        AnswerWriter written = answer;
        return written == null ? 0 : written.sentBytes();
    }

    @Override
    public boolean isAnswered() {
        return answered;
    }

    /** On the loop. */
    void servedIn(Reception.Shift shift) {
        servedIn = shift;
    }

    /** Its turn has come, after it had to wait for somebody who serves. */
    void serve() {
        connection.serve(this);
    }

    @Override
    public void onEnd(Runnable task) {
        onLoop(() -> {
            if (ended) {
                task.run();
            } else {
                List<Runnable> tasks = onEnd == null ? new ArrayList<>(1) : onEnd;
                tasks.add(task);
                onEnd = tasks;
            }
        });
    }

    @Override
    public void readBody(int maxBytes, BodyReader reader) {
        onLoop(() -> {
            if (announced() > maxBytes) {
                reader.failed(SendFailure.BODY_TOO_LARGE);
                return;
            }
            takeBody(new Collector(maxBytes, reader));
        });
    }

    /** Gives the body to the sink, after a word to a client that waits for one (RFC 9110 §10.1.1). */
    void takeBody(BodyFlow.Sink sink) {
        if (continueWanted && !body.isComplete()) {
            continueWanted = false;
            connection.encoder().answersHead(false);
            connection
                    .channel()
                    .writeAndFlush(new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
        body.sendTo(sink);
    }

    @Override
    public void respond(int status, Headers fields, byte[] bytes) {
        onLoop(() -> {
            AnswerWriter writer = begin();
            if (writer != null) {
                writer.whole(status, fields, bytes);
            }
        });
    }

    @Override
    public void respond(int status, Headers fields, BackendAnswer answer) {
        NettyAnswer source = (NettyAnswer) answer;
        if (isOnLoop()) {
            answer(status, fields, source);
        } else {
            connection.channel().eventLoop().execute(() -> answer(status, fields, source));
        }
    }

    private void answer(int status, Headers fields, NettyAnswer source) {
        AnswerWriter writer = begin();
        if (writer == null) {
            source.discard();
        } else {
            writer.stream(status, fields, source);
        }
    }

    @Override
    public void forward(BackendCall call, BackendListener listener) {
        if (isOnLoop()) {
            ask(call, listener);
        } else {
            connection.channel().eventLoop().execute(() -> ask(call, listener));
        }
    }

    private void ask(BackendCall call, BackendListener listener) {
        if (!connection.channel().isActive()) {
            listener.failed(SendFailure.CANCELLED);
            return;
        }
        BackendRequest next =
                new BackendRequest(this, call, listener, connection.port().backends());
        backend = next;
        next.start();
    }

    @Override
    public void abort() {
        onLoop(() -> connection.channel().close());
    }

    /** From here on nothing that is answered goes out; returns false if an answer was begun before. */
    boolean close() {
        boolean first = !answered;
        answered = true;
        return first;
    }

    /** The client's connection is lost. */
    void clientGone() {
        body.broke(SendFailure.CANCELLED);
        body.release();
        cancelBackend();
        ended();
    }

    /** The client is still there, but what is left of its body is not to be had. */
    void restWillNotCome() {
        body.broke(SendFailure.CANCELLED);
        cancelBackend();
    }

    /** Whether the body stands still, and the answer too if there is one already. */
    boolean isStalled(long now, long limitNanos) {
        AnswerWriter written = answer;
        return body.isStalled(now, limitNanos) && (written == null || written.isSilent(now, limitNanos));
    }

    /** Whether the body comes too slowly, while nothing is answered yet. Asked once a second. */
    boolean isSlow(ListenerSettings.Pace pace) {
        return body.isSlow(pace) && !answered;
    }

    void cancelBackend() {
        BackendRequest running = backend;
        if (running != null) {
            running.cancel();
        }
        AnswerWriter written = answer;
        if (written != null) {
            written.abandon();
        }
    }

    /** The client takes more. */
    void clientHasRoom() {
        AnswerWriter written = answer;
        if (written != null) {
            written.clientHasRoom();
        }
    }

    void ended() {
        if (ended) {
            return;
        }
        ended = true;
        body.release();
        isServedNoMore();
    }

    private void isServedNoMore() {
        Reception.Shift shift = servedIn;
        servedIn = null;
        if (shift != null) {
            shift.ended();
        }
        List<Runnable> tasks = onEnd;
        onEnd = null;
        if (tasks != null) {
            tasks.forEach(Runnable::run);
        }
    }

    private boolean isAsItCame() {
        return !ended && !answered && backend == null && body.isUntouched() && !headers.isChanged();
    }

    /** Whether nobody has begun to serve it, and all that came of it can be written out again. */
    boolean canBePassedOn() {
        return servedIn == null && isAsItCame() && (body.isComplete() || length != null);
    }

    /** Writes it out for another transport, which serves it: here it has ended. */
    void passOn(RequestBytes to) {
        to.add(request);
        body.copyTo(to);
        answered = true;
        ended();
    }

    @Override
    public boolean giveBack() {
        if (!isAsItCame()) {
            return false;
        }
        isServedNoMore();
        serve();
        return true;
    }

    /** What writes the answer; null if there is one, or nobody to be answered. */
    private @Nullable AnswerWriter begin() {
        if (answered || !connection.channel().isActive()) {
            return null;
        }
        answered = true;
        AnswerWriter writer = new AnswerWriter(this, connection, request);
        answer = writer;
        return writer;
    }

    /** Of the body, by its length; 0 if it has none, or one that is no number that counts. */
    private long announced() {
        return length != null && length.length() < 19 ? Long.parseLong(length.trim()) : 0;
    }

    /**
     * Whether the connection can go on after this answer. A body that the client still holds back will not come, and what is
     * left of a long one that nobody wants is not waited for.
     */
    boolean goesOn() {
        if (body.isComplete()) {
            return keepAlive;
        }
        boolean tooLong = !body.isWanted() && announced() - body.receivedBytes() > Discard.WORTH_READING;
        return keepAlive && !continueWanted && !tooLong;
    }

    /** The back end takes no more of the body. */
    void backendTakesNoMore() {
        connection.restIsUnwanted(this);
    }

    /** Whether the client wants to go on with WebSocket. */
    boolean isUpgrade() {
        return upgrade;
    }

    /** By RFC 6455 §4.1. */
    private static boolean wantsUpgrade(HttpRequest request, boolean hasBody) {
        return request.headers().contains(HttpHeaderNames.UPGRADE)
                && !hasBody
                && request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
    }

    /** What may go on after a body. */
    TrailerFields trailerFields() {
        return connection.port().trailerFields();
    }

    /** Whether the client takes fields after a body (RFC 9110 §10.1.4). */
    private static boolean takesTrailers(HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.TE)
                && request.headers().containsValue(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS, true);
    }

    /** Whether fields after the answer's body are taken. */
    boolean isTrailersWanted() {
        return trailersWanted;
    }

    private boolean isOnLoop() {
        return connection.channel().eventLoop().inEventLoop();
    }

    private void onLoop(Runnable task) {
        if (isOnLoop()) {
            task.run();
        } else {
            connection.channel().eventLoop().execute(task);
        }
    }
}
