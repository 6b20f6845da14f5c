package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/** A back end's answer; its body waits on the connection until someone wants it. */
final class NettyAnswer implements BackendAnswer {
    private final BackendConnection connection;
    private final HttpResponse head;
    private final Headers headers;
    private final boolean hasBody;
    private final @Nullable String length;
    private final BodyFlow body;

    /** Made while its head is being read. */
    NettyAnswer(BackendConnection connection, HttpResponse head, boolean mayHaveBody) {
        this.connection = connection;
        this.head = head;
        this.headers = new PlainHeaders(head.headers());
        Framing.dropNamed(head.headers());
        this.length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        this.hasBody = mayHaveBody && BackendConnection.announcesBody(head);
        this.body = new BodyFlow(connection.channel(), true);
    }

    BodyFlow body() {
        return body;
    }

    /** Of the body as it comes, whatever became of the field; null for chunks, or for as much as comes. */
    @Nullable String length() {
        return length;
    }

    boolean hasBody() {
        return hasBody;
    }

    boolean isUpgrade() {
        return connection.isUpgrading();
    }

    /** The status with the back end's own reason, if it is that one. */
    HttpResponseStatus statusOr(int status) {
        return head.status().code() == status && isFitToBeShown(head.status().reasonPhrase())
                ? head.status()
                : HttpResponseStatus.valueOf(status);
    }

    /** By RFC 9112 §4, without what is not ASCII. */
    private static boolean isFitToBeShown(String reason) {
        for (int at = 0; at < reason.length(); at++) {
            char character = reason.charAt(at);
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }

    /** Whether it may pause for as long as there is nothing to tell. */
    boolean isEventStream() {
        CharSequence type = HttpUtil.getMimeType(head);
        return type != null && type.toString().trim().equalsIgnoreCase("text/event-stream");
    }

    BackendConnection connection() {
        return connection;
    }

    /** The client is gone. */
    void abandon() {
        if (!body.isComplete() || isUpgrade()) {
            connection.abandon();
        }
    }

    @Override
    public int status() {
        return head.status().code();
    }

    @Override
    public String reason() {
        return head.status().reasonPhrase();
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public void readBody(int maxBytes, BodyReader reader) {
        onLoop(() -> body.sendTo(new Collector(maxBytes, reader)));
    }

    @Override
    public void discard() {
        onLoop(() -> {
            if (isUpgrade()) {
                connection.abandon();
            } else if (!body.isWanted()) {
                body.sendTo(new Discard(() -> {}, connection::abandon));
            }
        });
    }

    private void onLoop(Runnable task) {
        if (connection.channel().eventLoop().inEventLoop()) {
            task.run();
        } else {
            connection.channel().eventLoop().execute(task);
        }
    }
}
