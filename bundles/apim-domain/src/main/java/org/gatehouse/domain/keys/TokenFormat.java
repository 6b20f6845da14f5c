package org.gatehouse.domain.keys;

import java.util.Locale;
import org.gatehouse.domain.Invalid;

/** What a client's access tokens look like. */
public enum TokenFormat {
    /** A random number: what it is good for stands in the database alone. */
    OPAQUE,
    /** A signed JWT that says itself what it is good for (RFC 9068), so that others can check it without asking. */
    JWT;

    /** As users write it, in any case. */
    public static TokenFormat parse(String text) {
        for (TokenFormat format : values()) {
            if (format.written().equalsIgnoreCase(text.trim())) {
                return format;
            }
        }
        throw new Invalid("access_token_format: " + text + " (expected: opaque or jwt)");
    }

    /** As it stands in requests and answers. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of a token. */
    public static TokenFormat of(String accessToken) {
        return accessToken.indexOf('.') < 0 ? OPAQUE : JWT;
    }
}
