package org.gatehouse.gateway.mediation.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The mark with which a text may begin, to say how it is written.
 *
 * @param charset what it says
 * @param length its bytes
 */
record ByteOrderMark(Charset charset, int length) {
    /** The mark of a text; null if it has none. */
    static @Nullable ByteOrderMark of(byte[] text) {
        if (begins(text, 0xEF, 0xBB, 0xBF)) {
            return new ByteOrderMark(StandardCharsets.UTF_8, 3);
        }
        if (begins(text, 0xFE, 0xFF)) {
            return new ByteOrderMark(StandardCharsets.UTF_16BE, 2);
        }
        return begins(text, 0xFF, 0xFE) ? new ByteOrderMark(StandardCharsets.UTF_16LE, 2) : null;
    }

    private static boolean begins(byte[] text, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= text.length || (text[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
