package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Set;

/**
 * Names of fields by which the gateway tells back ends something, or by which servers frame and route. Many back ends (CGI,
 * RFC 3875 §4.1.18, and what was made after it) see no difference between {@code X-JWT-Assertion} and
 * {@code X_JWT_Assertion}, so a client's other spelling of such a name does not go on.
 */
final class OwnNames {
    private static final Set<String> NAMES = Set.of(
            "assertion",
            "authorization",
            "content-length",
            "content-type",
            "cookie",
            "forwarded",
            "host",
            "proxy-authorization",
            "transfer-encoding",
            "via",
            "wso2-am-api-default-version",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-proto",
            "x-jwt-assertion",
            "x-real-ip");
    /** This one is spelt so by right; who may send it is looked at elsewhere. */
    private static final String BY_RIGHT = "WSO2_AM_API_DEFAULT_VERSION";

    private OwnNames() {}

    /** Whether another name may be taken for this one: it has characters other than letters, digits and hyphens. */
    static boolean isOdd(byte[] bytes, int start, int length) {
        for (int at = start; at < start + length; at++) {
            byte character = bytes[at];
            boolean plain = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || character == '-'
                    || (character >= '0' && character <= '9');
            if (!plain) {
                return true;
            }
        }
        return false;
    }

    /** Takes out what is spelt almost like one of these. */
    static void dropSpellings(HttpHeaders headers) {
        for (String name : List.copyOf(headers.names())) {
            if (isSpelling(name)) {
                headers.remove(name);
            }
        }
    }

    private static boolean isSpelling(String name) {
        StringBuilder normal = new StringBuilder(name.length());
        boolean odd = false;
        for (int at = 0; at < name.length(); at++) {
            char character = name.charAt(at);
            boolean plain = (character < 0x80 && Character.isLetterOrDigit(character)) || character == '-';
            odd |= !plain;
            normal.append(plain ? Character.toLowerCase(character) : '-');
        }
        return odd && NAMES.contains(normal.toString()) && !name.equalsIgnoreCase(BY_RIGHT);
    }
}
