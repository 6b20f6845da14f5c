package org.gatehouse.gateway.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/** One request of a client and the answer to it. Its verbs may be called from any thread; call-backs come on the loop. */
public interface Exchange {
    /** The HTTP method as sent. */
    String method();

    /** The request target as sent, path and query (RFC 9112 §3.2.1); the absolute form is reduced to it. */
    String target();

    /** {@code http} or {@code https}. */
    String scheme();

    /** The protocol version, {@code HTTP/1.1} or {@code HTTP/1.0}. */
    String version();

    /** The request's header fields as sent. They are the caller's to change: the transport has what it needs of them. */
    Headers headers();

    /** The other end of the connection. */
    InetSocketAddress remote();

    /** The address of the other end, as numbers. */
    default String remoteAddress() {
        InetSocketAddress remote = remote();
        return remote.getAddress() == null
                ? remote.getHostString()
                : remote.getAddress().getHostAddress();
    }

    /** This end of the connection. */
    InetSocketAddress local();

    /** Whether the request may have a body: it has a length above 0 or is chunked. */
    boolean hasBody();

    /** Runs tasks on the event loop of the client's connection. */
    Executor loop();

    /**
     * Reads the request's body whole. At most once, and not together with a {@link #forward} that streams it.
     *
     * @param maxBytes larger bodies fail with {@link SendFailure#BODY_TOO_LARGE}
     * @param reader is asked for room before each piece of it is held
     */
    void readBody(int maxBytes, BodyReader reader);

    /** Answers with these bytes. Content-Length and connection fields are the transport's business. */
    void respond(int status, Headers headers, byte[] body);

    /**
     * Answers with the body of a back end, as it arrives, with back pressure. Its framing is kept: a length stays a
     * length, chunks stay chunks, trailers are passed on.
     */
    void respond(int status, Headers headers, BackendAnswer body);

    /** Calls a back end from the event loop of the client's connection, over a pooled connection where there is one. */
    void forward(BackendCall call, BackendListener listener);

    /** Bytes of both bodies that have passed so far; those of a WebSocket are not counted. For the loop only. */
    long bodyBytes();

    /** Whether an answer was begun. */
    boolean isAnswered();

    /** Ends the connection without an answer. */
    void abort();

    /**
     * Called when the answer is wholly written, the connection is lost or the request is given back, once, on the loop.
     */
    void onEnd(Runnable task);

    /**
     * Gives the request back, for whoever serves the port next. This exchange is no longer the caller's then. For the loop.
     *
     * @return false if the request is not as it came: a field of it was changed, its body asked for, a back end called, or an
     *     answer begun
     */
    boolean giveBack();
}
