package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * Reads a back end's answers, one at a time, knowing what was asked. A field whose name is none (RFC 9110 §5.1) is left out,
 * with all that belongs to it: what the next reader makes of it nobody knows.
 */
final class ResponseDecoder extends HttpResponseDecoder {
    /** In the place of a name that is none, until the head is complete. */
    private static final AsciiString NO_NAME = AsciiString.cached("~");

    private final Trailers trailers;
    private boolean head;
    private boolean unnamed;

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
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        super.decode(context, in, out);
        if (unnamed && !out.isEmpty()) {
            unnamed = false;
            out.forEach(ResponseDecoder::leaveOut);
        }
    }

    private static void leaveOut(Object part) {
        if (part instanceof HttpMessage message) {
            message.headers().remove(NO_NAME);
        }
        if (part instanceof LastHttpContent last) {
            last.trailingHeaders().remove(NO_NAME);
        }
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
        int end = start + length;
        if (line[end] == ':') {
            AsciiString known = FieldNames.find(line, start, length);
            if (known != null) {
                return known;
            }
        }
        if (!isToken(line, start, end) || !isBeforeColon(line, end)) {
            unnamed = true;
            return NO_NAME;
        }
        return super.splitHeaderName(line, start, length);
    }

    /** A blank before the colon is borne (RFC 9112 §5.1), a second word is not. */
    private static boolean isBeforeColon(byte[] line, int end) {
        int at = end;
        while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
        return at < line.length && line[at] == ':';
    }

    private static boolean isToken(byte[] line, int start, int end) {
        for (int at = start; at < end; at++) {
            byte character = line[at];
            boolean fits = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9')
                    || "-_.!#$%&'*+^`|~".indexOf(character) >= 0;
            if (!fits) {
                return false;
            }
        }
        return end > start;
    }
}
