package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a message belongs to one connection only (RFC 9110 §7.6.1), and which requests are refused at the door. */
final class Framing {
    /** Each knows its hash. */
    private static final AsciiString[] HOP_BY_HOP = {
        HttpHeaderNames.CONNECTION,
        AsciiString.cached("keep-alive"),
        AsciiString.cached("proxy-connection"),
        HttpHeaderNames.PROXY_AUTHENTICATE,
        HttpHeaderNames.PROXY_AUTHORIZATION,
        HttpHeaderNames.TE,
        HttpHeaderNames.TRANSFER_ENCODING,
        HttpHeaderNames.UPGRADE,
        HttpHeaderNames.EXPECT
    };

    /** What frames a message, says where it goes and whence it comes is for all hops, or ends here in any case. */
    private static final Set<String> NOT_TO_BE_NAMED = Set.of(
            "connection",
            "content-length",
            "forwarded",
            "host",
            "max-forwards",
            "te",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-real-ip");

    private static final String VIA = "1.1 gatehouse";
    private static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");

    private Framing() {}

    /**
     * Takes out what the sender of a message has named in its Connection field (RFC 9110 §7.6.1). To be asked as the message
     * comes in: what is put into it afterwards was not the sender's, so it cannot be meant.
     */
    static void dropNamed(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONNECTION)) {
            Iterator<? extends CharSequence> named = headers.valueCharSequenceIterator(HttpHeaderNames.CONNECTION);
            while (named.hasNext()) {
                CharSequence value = named.next();
                if (!isUsual(value)) {
                    dropNamed(value.toString(), headers);
                }
            }
        }
    }

    /** Takes out the fields that end at this hop whoever sends them. */
    static void dropHopByHop(HttpHeaders headers) {
        for (AsciiString field : HOP_BY_HOP) {
            headers.remove(field);
        }
    }

    /** Names no field. */
    private static boolean isUsual(CharSequence connection) {
        return HttpHeaderValues.KEEP_ALIVE.contentEqualsIgnoreCase(connection)
                || HttpHeaderValues.CLOSE.contentEqualsIgnoreCase(connection);
    }

    private static void dropNamed(String connection, HttpHeaders headers) {
        for (String named : connection.split(",")) {
            String field = named.trim();
            if (!field.isEmpty() && !NOT_TO_BE_NAMED.contains(field.toLowerCase(Locale.ROOT))) {
                headers.remove(field);
            }
        }
    }

    static boolean isKnown(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    /** Why a request is not served as it stands; null if it is fine. Each of these could be read in two ways. */
    static @Nullable String fault(HttpRequest request) {
        HttpHeaders headers = request.headers();
        String target = request.uri();
        if (target.isEmpty() || !isPlain(target)) {
            return "request target";
        }
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            List<String> coding = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
            if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                return "Content-Length beside Transfer-Encoding";
            }
            if (coding.size() > 1 || !coding.get(0).trim().equalsIgnoreCase("chunked")) {
                return "Transfer-Encoding";
            }
            if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
                return "Transfer-Encoding in HTTP/1.0";
            }
        }
        Iterator<? extends CharSequence> hosts = headers.valueCharSequenceIterator(HttpHeaderNames.HOST);
        boolean named = hosts.hasNext();
        if (named) {
            hosts.next();
        }
        if (hosts.hasNext() || (!named && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            return "Host";
        }
        return null;
    }

    /** Whether the client asks this hop itself, and nobody behind it (RFC 9110 §7.6.2). */
    static boolean endsHere(HttpRequest request) {
        String left = request.headers().get(HttpHeaderNames.MAX_FORWARDS);
        return left != null
                && countsHops(request.method().name())
                && left.trim().equals("0");
    }

    private static boolean countsHops(String method) {
        return method.equals("OPTIONS") || method.equals("TRACE");
    }

    private static void countThisHop(HttpHeaders headers) {
        String left = headers.get(HttpHeaderNames.MAX_FORWARDS);
        if (left != null && left.matches("[1-9][0-9]{0,8}")) {
            headers.set(HttpHeaderNames.MAX_FORWARDS, Integer.toString(Integer.parseInt(left) - 1));
        }
    }

    /** Says who passes the request on (RFC 9110 §7.6.3), and for whom, as back ends have come to expect. */
    static void traceTo(HttpHeaders headers, String method, String version, String client) {
        if (countsHops(method)) {
            countThisHop(headers);
        }
        append(
                headers,
                HttpHeaderNames.VIA,
                version.equals("HTTP/1.1") ? VIA : version.substring("HTTP/".length()) + " gatehouse");
        append(headers, FORWARDED_FOR, client);
    }

    private static void append(HttpHeaders headers, AsciiString field, String value) {
        if (headers.contains(field)) {
            headers.set(field, String.join(", ", headers.getAll(field)) + ", " + value);
        } else {
            headers.set(field, value);
        }
    }

    /** Whether a body follows the head. */
    static boolean hasBody(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return true;
        }
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && !length.trim().equals("0");
    }

    /** Keeps the length if the body came with one, else sends chunks. */
    static void frameLike(@Nullable String length, HttpHeaders target) {
        target.remove(HttpHeaderNames.TRANSFER_ENCODING);
        if (length != null) {
            target.set(HttpHeaderNames.CONTENT_LENGTH, length);
        } else {
            target.remove(HttpHeaderNames.CONTENT_LENGTH);
            target.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
    }

    private static boolean isPlain(String target) {
        for (int i = 0; i < target.length(); i++) {
            char character = target.charAt(i);
            if (character <= ' ' || character == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
