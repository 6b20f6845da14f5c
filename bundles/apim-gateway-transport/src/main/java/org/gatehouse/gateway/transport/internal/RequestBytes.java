package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests as they came, written out again for whoever reads the connection next. */
final class RequestBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean chunked;

    /** Takes what nobody is to decode here. */
    static final class Rest extends ChannelInboundHandlerAdapter {
        private final RequestBytes to;

        Rest(RequestBytes to) {
            this.to = to;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf raw = (ByteBuf) message;
            to.add(raw);
            raw.release();
        }
    }

    void add(HttpObject part) {
        if (part instanceof HttpRequest request) {
            add(request);
        } else {
            add((HttpContent) part);
        }
    }

    /** The head; every character is one byte, as it was read. */
    private void add(HttpRequest request) {
        chunked = HttpUtil.isTransferEncodingChunked(request);
        text(request.method().name() + " " + request.uri() + " "
                + request.protocolVersion().text() + "\r\n");
        fields(request.headers());
        text("\r\n");
    }

    /** A piece of the body, or its end. */
    private void add(HttpContent content) {
        ByteBuf piece = content.content();
        if (piece.isReadable()) {
            if (chunked) {
                text(Integer.toHexString(piece.readableBytes()) + "\r\n");
            }
            add(piece);
            if (chunked) {
                text("\r\n");
            }
        }
        if (chunked && content instanceof LastHttpContent last) {
            text("0\r\n");
            fields(last.trailingHeaders());
            text("\r\n");
        }
    }

    private void add(ByteBuf raw) {
        bytes.writeBytes(ByteBufUtil.getBytes(raw));
    }

    private void fields(Iterable<Map.Entry<String, String>> fields) {
        fields.forEach(field -> text(field.getKey() + ": " + field.getValue() + "\r\n"));
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] all() {
        return bytes.toByteArray();
    }
}
