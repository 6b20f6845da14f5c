package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Reads requests strictly; leaves both lengths of a smuggled request in sight, so that it can be refused. */
final class RequestDecoder extends HttpRequestDecoder {
    private boolean midway;
    private long begun;

    RequestDecoder(int maxHeaderBytes) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(maxHeaderBytes)
                .setMaxHeaderSize(maxHeaderBytes)
                .setMaxChunkSize(64 * 1024)
                .setStrictLineParsing(true));
    }

    /** Whether a request has begun to come and is not wholly here. */
    boolean isMidway() {
        return midway;
    }

    /** When that request began to come. */
    long begun() {
        return begun;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        super.decode(context, in, out);
        if (out.size() > before) {
            midway = !(out.get(out.size() - 1) instanceof LastHttpContent);
        } else if (!midway) {
            midway = true;
            begun = System.nanoTime();
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        // Kept: Framing refuses the request.
    }
}
