package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.gatehouse.gateway.transport.SendFailure;

/** Throws a body away, up to a size; what is larger is not worth waiting for. */
final class Discard implements BodyFlow.Sink {
    static final long WORTH_READING = 1 << 20;

    private final Runnable atEnd;
    private final Runnable tooLarge;
    private long seen;

    Discard(Runnable atEnd, Runnable tooLarge) {
        this.atEnd = atEnd;
        this.tooLarge = tooLarge;
    }

    @Override
    public void take(HttpContent content) {
        seen += content.content().readableBytes();
        boolean last = content instanceof LastHttpContent;
        ReferenceCountUtil.release(content);
        if (seen > WORTH_READING) {
            tooLarge.run();
        } else if (last) {
            atEnd.run();
        }
    }

    @Override
    public boolean hasRoom() {
        return seen <= WORTH_READING;
    }

    @Override
    public void failed(SendFailure failure) {
        // nobody wanted it
    }
}
