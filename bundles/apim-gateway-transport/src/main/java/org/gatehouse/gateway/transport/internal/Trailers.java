package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpUtil;

/** Room for the fields after a body, where there can be any: a body with a length has none (RFC 9112 §7.1.2). */
final class Trailers implements HttpHeadersFactory {
    private boolean possible;

    /** What is read from now on belongs to this message, whose head is complete. */
    void follow(HttpMessage head) {
        possible = HttpUtil.isTransferEncodingChunked(head);
    }

    /** Whether that message can have any. */
    boolean arePossible() {
        return possible;
    }

    @Override
    public HttpHeaders newHeaders() {
        return possible ? DefaultHttpHeadersFactory.trailersFactory().newHeaders() : EmptyHttpHeaders.INSTANCE;
    }

    @Override
    public HttpHeaders newEmptyHeaders() {
        return possible ? DefaultHttpHeadersFactory.trailersFactory().newEmptyHeaders() : EmptyHttpHeaders.INSTANCE;
    }
}
