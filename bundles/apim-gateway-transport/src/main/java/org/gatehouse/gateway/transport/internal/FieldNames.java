package org.gatehouse.gateway.transport.internal;

import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of header fields that come all the time: one object for each spelling, which knows its hash. */
final class FieldNames {
    private static final List<String> COMMON = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Accept-Ranges",
            "Access-Control-Allow-Headers",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Origin",
            "Access-Control-Request-Headers",
            "Access-Control-Request-Method",
            "Age",
            "Authorization",
            "Cache-Control",
            "Connection",
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-Security-Policy",
            "Content-Type",
            "Cookie",
            "Date",
            "ETag",
            "Expect",
            "Expires",
            "Forwarded",
            "Host",
            "If-Modified-Since",
            "If-None-Match",
            "Keep-Alive",
            "Last-Modified",
            "Link",
            "Location",
            "Origin",
            "Pragma",
            "Referer",
            "Referrer-Policy",
            "Sec-Fetch-Dest",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Site",
            "Server",
            "Set-Cookie",
            "SOAPAction",
            "Strict-Transport-Security",
            "TE",
            "Traceparent",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "User-Agent",
            "Vary",
            "Via",
            "WWW-Authenticate",
            "X-Content-Type-Options",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Frame-Options",
            "X-Powered-By",
            "X-Real-IP",
            "X-Request-ID");

    private static final int LONGEST = 32;
    /** Four times as many places as there are spellings, or more, so that a search ends soon. */
    private static final @Nullable AsciiString[] PLACES = new AsciiString[512];

    static {
        for (String name : COMMON) {
            add(name);
            add(name.toLowerCase(Locale.ROOT));
        }
    }

    private FieldNames() {}

    private static void add(String name) {
        AsciiString spelling = AsciiString.cached(name);
        int place = place(spelling.array(), spelling.arrayOffset(), spelling.length());
        AsciiString there = PLACES[place];
        while (there != null && !there.contentEquals(spelling)) {
            place = next(place);
            there = PLACES[place];
        }
        PLACES[place] = spelling;
    }

    /** The name that stands there; null if it is none of these. */
    static @Nullable AsciiString find(byte[] bytes, int start, int length) {
        if (length == 0 || length > LONGEST) {
            return null;
        }
        int place = place(bytes, start, length);
        AsciiString there = PLACES[place];
        while (there != null) {
            if (stands(there, bytes, start, length)) {
                return there;
            }
            place = next(place);
            there = PLACES[place];
        }
        return null;
    }

    private static boolean stands(AsciiString name, byte[] bytes, int start, int length) {
        int offset = name.arrayOffset();
        return name.length() == length
                && java.util.Arrays.equals(name.array(), offset, offset + length, bytes, start, start + length);
    }

    private static int place(byte[] bytes, int start, int length) {
        int hash = 31 * (31 * (31 * length + bytes[start]) + bytes[start + length - 1]) + bytes[start + length / 2];
        return (hash ^ (hash >>> 9)) & (PLACES.length - 1);
    }

    private static int next(int place) {
        return (place + 1) & (PLACES.length - 1);
    }
}
