package org.gatehouse.gateway.handlers.security;

import java.net.URI;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Reads what clients send to prove who they are. */
public final class Credentials {
    private static final String SCHEME = "Bearer";
    private static final String OAUTH = "OAuth ";
    /** What nearly all headers begin with. */
    private static final String USUAL = "Bearer ";

    private Credentials() {}

    /**
     * The token in an {@code Authorization} header, null if there is none. Other credentials before it, divided by a
     * comma or a blank, are passed over; {@code OAuth } may stand in front.
     */
    public static @Nullable String bearerToken(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.startsWith(USUAL) && header.indexOf(' ', USUAL.length()) < 0 && header.indexOf(',') < 0) {
            return unquoted(header.substring(USUAL.length()));
        }
        StringTokenizer words = new StringTokenizer(header.startsWith(OAUTH) ? header.substring(6) : header, ", \t");
        while (words.hasMoreTokens()) {
            if (words.nextToken().equalsIgnoreCase(SCHEME)) {
                return words.hasMoreTokens() ? unquoted(words.nextToken()) : null;
            }
        }
        return null;
    }

    /** The host of an address, or the text as it is if it is none; null for nothing. */
    public static @Nullable String domain(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String text = header.trim();
        if (!text.contains("://")) {
            return text;
        }
        try {
            String host = URI.create(text).getHost();
            return host == null ? text : host;
        } catch (IllegalArgumentException notAnAddress) {
            return text;
        }
    }

    private static @Nullable String unquoted(String word) {
        String text = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"")
                ? word.substring(1, word.length() - 1)
                : word;
        return text.isEmpty() ? null : text;
    }
}
