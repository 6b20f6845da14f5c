package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;

/** Reads requests strictly; leaves both lengths of a smuggled request in sight, so that it can be refused. */
final class RequestDecoder extends HttpRequestDecoder {
    private static final byte SPACE = ' ';
    private static final byte TAB = '\t';
    private static final byte LINE_FEED = '\n';

    private final Trailers trailers;
    private final ChunkLines chunks = new ChunkLines();
    private boolean midway;
    private boolean inHead = true;
    private boolean pastFirstLine;
    private boolean refused;
    private boolean oddNames;
    private long begun;

    RequestDecoder(int maxHeaderBytes) {
        this(maxHeaderBytes, new Trailers());
    }

    private RequestDecoder(int maxHeaderBytes, Trailers trailers) {
        super(new HttpDecoderConfig()
                .setTrailersFactory(trailers)
                .setMaxInitialLineLength(maxHeaderBytes)
                .setMaxHeaderSize(maxHeaderBytes)
                .setMaxChunkSize(64 * 1024)
                .setStrictLineParsing(true));
        this.trailers = trailers;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        trailers.follow(message); // asked once, when the head is complete
        if (trailers.arePossible()) {
            chunks.begin();
        }
        return super.isContentAlwaysEmpty(message);
    }

    /** Whether a request has begun to come and is not wholly here. */
    boolean isMidway() {
        return midway;
    }

    /** Whether any name of a field so far had characters other than letters, digits and hyphens. */
    boolean hasSeenOddNames() {
        return oddNames;
    }

    /** When that request began to come. */
    long begun() {
        return begun;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (refused || (inHead && (isFolded(in) || isPreceded(in)))) {
            refuse(in, out);
            return;
        }
        if (!chunks.isFit(in)) {
            refuseChunk(in, out);
            return;
        }
        int before = out.size();
        int start = in.readerIndex();
        boolean head = inHead;
        super.decode(context, in, out);
        if (!head && !isTold(out, before) && !chunks.took(in.readerIndex() - start)) {
            throw new IllegalStateException("a chunk and more were taken at once");
        }
        if (out.size() > before) {
            Object last = out.get(out.size() - 1);
            midway = !(last instanceof LastHttpContent);
            inHead = !midway;
            pastFirstLine = false;
            return;
        }
        pastFirstLine |= inHead && in.readerIndex() > start;
        if (!midway) {
            midway = true;
            begun = System.nanoTime();
        }
    }

    /** Whether what was found last says itself that it is none: all that came was thrown away with it. */
    private static boolean isTold(List<Object> out, int before) {
        return out.size() > before
                && out.get(out.size() - 1) instanceof HttpObject last
                && last.decoderResult().isFailure();
    }

    /** Whether a line of the head goes on in the next one (obs-fold, RFC 9112 §5.2). */
    private boolean isFolded(ByteBuf in) {
        int end = in.writerIndex();
        if (pastFirstLine && in.isReadable() && isBlank(in.getByte(in.readerIndex()))) {
            return true;
        }
        int line = in.indexOf(in.readerIndex(), end, LINE_FEED) + 1;
        while (line > 0 && line < end) {
            byte first = in.getByte(line);
            if (isBlank(first)) {
                return true;
            }
            if (first == '\r' || first == LINE_FEED) {
                return false; // the head ends here
            }
            line = in.indexOf(line, end, LINE_FEED) + 1;
        }
        return false;
    }

    /** Whether something other than an empty line stands before the first one (RFC 9112 §2.2). */
    private boolean isPreceded(ByteBuf in) {
        if (pastFirstLine || !in.isReadable()) {
            return false;
        }
        byte first = in.getByte(in.readerIndex());
        return first <= SPACE && first != '\r' && first != LINE_FEED;
    }

    private static boolean isBlank(byte character) {
        return character == SPACE || character == TAB;
    }

    private void refuseChunk(ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
        chunks.end();
        refused = true;
        LastHttpContent end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        end.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("chunk")));
        out.add(end);
    }

    /** Told once; whatever follows on this connection is not read. */
    private void refuse(ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
        if (!refused) {
            refused = true;
            HttpMessage message = createInvalidMessage();
            message.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("blanks")));
            out.add(message);
        }
    }

    /** One blank stands between the parts of the first line (RFC 9112 §3), nothing else. */
    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        requireOneBlank(line, start);
        return super.splitSecondWordInitialLine(line, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        requireOneBlank(line, start);
        return super.splitThirdWordInitialLine(line, start, length);
    }

    private static void requireOneBlank(byte[] line, int start) {
        if (start < 2 || line[start - 1] != SPACE || (line[start - 2] >= 0 && line[start - 2] <= SPACE)) {
            throw new IllegalArgumentException("blanks in the request line");
        }
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        AsciiString known = FieldNames.find(line, start, length);
        if (known != null) {
            return known;
        }
        oddNames |= OwnNames.isOdd(line, start, length);
        return super.splitHeaderName(line, start, length);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        // Kept: Framing refuses the request.
    }
}
