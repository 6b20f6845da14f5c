package org.gatehouse.gateway.transport.internal;

import io.netty.buffer.ByteBuf;

/**
 * The lines between the chunks of a body, read more narrowly than RFC 9112 §7.1 allows: a size of at most eight hexadecimal
 * digits, then nothing, or extensions of plain characters without quotation marks. Whatever two readers could understand in
 * two ways is none. It follows the body beside the decoder, which says how much it took.
 */
final class ChunkLines {
    private static final int MOST_DIGITS = 8;
    /** Extensions are read by hardly anybody. */
    private static final int LONGEST = 256;

    /** Bytes until the next such line. */
    private long left;

    private boolean following;

    /** A chunked body begins. */
    void begin() {
        following = true;
        left = 0;
    }

    /** No body, or only the fields after it. */
    void end() {
        following = false;
    }

    /** Whether what stands there is fit to be read; a line that is not wholly there is, as long as it is not too long. */
    boolean isFit(ByteBuf in) {
        if (!following || left > 0) {
            return true;
        }
        int start = in.readerIndex();
        int end = in.indexOf(start, Math.min(in.writerIndex(), start + LONGEST), (byte) '\n');
        if (end < 0) {
            return in.readableBytes() < LONGEST;
        }
        long size = size(in, start, end - 1);
        left = end + 1 - start + size + 2; // the line, the chunk, and what ends it
        if (size == 0) {
            end();
        }
        return size >= 0 && in.getByte(end - 1) == '\r';
    }

    /** So many bytes were taken; false if they went over the end of a chunk. */
    boolean took(int bytes) {
        left -= following ? bytes : 0;
        return left >= 0;
    }

    /** Negative if it is none. */
    private static long size(ByteBuf in, int start, int end) {
        long size = 0;
        int at = start;
        for (; at < end && at - start < MOST_DIGITS + 1; at++) {
            int digit = Character.digit(in.getByte(at), 16);
            if (digit < 0) {
                break;
            }
            size = size * 16 + digit;
        }
        int digits = at - start;
        if (digits == 0 || digits > MOST_DIGITS || size > Integer.MAX_VALUE) {
            return -1;
        }
        return at == end || areExtensions(in, at, end) ? size : -1;
    }

    private static boolean areExtensions(ByteBuf in, int start, int end) {
        if (in.getByte(start) != ';' || end == start + 1) {
            return false;
        }
        for (int at = start; at < end; at++) {
            byte character = in.getByte(at);
            if (character <= ' ' || character > '~' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }
}
