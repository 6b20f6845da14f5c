package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.HttpResponse;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.Headers;

/** A back end's answer; its body waits on the connection until someone wants it. */
final class NettyAnswer implements BackendAnswer {
    private final BackendConnection connection;
    private final HttpResponse head;
    private final Headers headers;
    private final boolean hasBody;
    private final BodyFlow body;

    NettyAnswer(BackendConnection connection, HttpResponse head, boolean mayHaveBody) {
        this.connection = connection;
        this.head = head;
        this.headers = new PlainHeaders(head.headers());
        this.hasBody = mayHaveBody && BackendConnection.announcesBody(head);
        this.body = new BodyFlow(connection.channel()::read);
    }

    BodyFlow body() {
        return body;
    }

    boolean hasBody() {
        return hasBody;
    }

    /** The client is gone. */
    void abandon() {
        if (!body.isComplete()) {
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
            if (!body.isWanted()) {
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
