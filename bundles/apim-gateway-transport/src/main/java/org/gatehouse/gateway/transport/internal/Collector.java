package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.gatehouse.gateway.transport.BodyReader;
import org.gatehouse.gateway.transport.SendFailure;

/** Takes a whole body, as long as it is not too large and there is room for it. */
final class Collector implements BodyFlow.Sink {
    private final int maxBytes;
    private final BodyReader reader;
    private ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    private boolean done;

    Collector(int maxBytes, BodyReader reader) {
        this.maxBytes = maxBytes;
        this.reader = reader;
    }

    @Override
    public void take(HttpContent content) {
        try {
            if (done) {
                return;
            }
            ByteBuf bytes = content.content();
            if ((long) body.size() + bytes.readableBytes() > maxBytes) {
                failed(SendFailure.BODY_TOO_LARGE);
                return;
            }
            if (!reader.mayHold(bytes.readableBytes())) {
                failed(SendFailure.NO_ROOM);
                return;
            }
            bytes.readBytes(body, bytes.readableBytes());
            if (content instanceof LastHttpContent) {
                done = true;
                reader.complete(body.toByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ReferenceCountUtil.release(content);
        }
    }

    @Override
    public boolean hasRoom() {
        return !done;
    }

    @Override
    public boolean isOver() {
        return done;
    }

    @Override
    public void failed(SendFailure failure) {
        if (!done) {
            done = true;
            body = new ByteArrayOutputStream(0);
            reader.failed(failure);
        }
    }
}
