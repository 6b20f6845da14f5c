package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;

/** Reads a back end's answers, one at a time, knowing what was asked. */
final class ResponseDecoder extends HttpResponseDecoder {
    private final Trailers trailers;
    private boolean head;

    ResponseDecoder() {
        this(new Trailers());
    }

    private ResponseDecoder(Trailers trailers) {
        super(new HttpDecoderConfig()
                .setTrailersFactory(trailers)
                .setMaxInitialLineLength(16 * 1024)
                .setMaxHeaderSize(64 * 1024)
                .setMaxChunkSize(64 * 1024));
        this.trailers = trailers;
    }

    /** The next answer is one to HEAD, or is not: its length then says nothing about its body. */
    void answersHead(boolean now) {
        head = now;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        trailers.follow(message); // asked once, when the head is complete
        if (head) {
            return true;
        }
        // What follows a change of protocol is not HTTP.
        return ((HttpResponse) message).status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)
                || super.isContentAlwaysEmpty(message);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        AsciiString known = FieldNames.find(line, start, length);
        return known != null ? known : super.splitHeaderName(line, start, length);
    }
}
