package org.gatehouse.gateway.mediation.mediators;

import java.util.Locale;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/** An answer of a back end that may be given again to whoever asks the same. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CachedAnswer(Headers headers, byte[] body, long storedAtNanos) {
    private static final int HEADER_BYTES = 1024;

    int bytes() {
        return body.length + HEADER_BYTES;
    }

    /** Whether an answer may be kept for others: it is whole, meant for all and has no word against it (RFC 9111 §3). */
    static boolean isStorable(int status, Headers headers) {
        String control = lower(headers.get("Cache-Control"));
        return status == 200
                && !control.contains("no-store")
                && !control.contains("no-cache")
                && !control.contains("private")
                && !headers.contains("Set-Cookie")
                && varies(headers.get("Vary"));
    }

    /** Only by what is part of the question. */
    private static boolean varies(@Nullable String vary) {
        for (String field : lower(vary).split(",")) {
            String name = field.trim();
            if (!name.isEmpty() && !Question.FIELDS.contains(name)) {
                return false;
            }
        }
        return true;
    }

    static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
