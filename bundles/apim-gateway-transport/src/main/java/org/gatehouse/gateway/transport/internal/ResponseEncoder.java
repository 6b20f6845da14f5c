package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Writes responses; those to HEAD have no body whatever their length says. */
final class ResponseEncoder extends HttpResponseEncoder {
    private boolean head;

    /** Whether the response that comes next answers a HEAD request. */
    void answersHead(boolean answersHead) {
        head = answersHead;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return head || super.isContentAlwaysEmpty(response);
    }
}
