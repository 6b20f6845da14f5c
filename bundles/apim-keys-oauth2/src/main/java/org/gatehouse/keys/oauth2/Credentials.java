package org.gatehouse.keys.oauth2;

import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The key and secret that a client shows: in the header, as Basic or, as old scripts do, as Bearer; or in the body (RFC
 * 6749 §2.3.1).
 *
 * @param key the consumer key
 * @param secret the consumer secret; never printed
 */
record Credentials(String key, String secret) {
    /** Where several ways are used at once; belongs to nobody. */
    static final Credentials AMBIGUOUS = new Credentials("", "");

    /** What the request shows; null if it shows nothing. */
    static @Nullable Credentials of(@Nullable String authorization, MultivaluedMap<String, String> form) {
        String key = form.getFirst("client_id");
        String secret = form.getFirst("client_secret");
        boolean inBody = key != null && secret != null;
        if (authorization == null || authorization.isBlank()) {
            return inBody ? new Credentials(key, secret) : null;
        }
        return inBody ? AMBIGUOUS : ofHeader(authorization);
    }

    /** Name and password of a header as Basic; null for any other. */
    static @Nullable Credentials ofBasic(@Nullable String authorization) {
        if (authorization == null
                || !authorization.trim().toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return null;
        }
        return ofHeader(authorization);
    }

    private static Credentials ofHeader(String authorization) {
        String[] words = authorization.trim().split("\\s+", 2);
        String scheme = words[0].toLowerCase(Locale.ROOT);
        if (words.length < 2 || !(scheme.equals("basic") || scheme.equals("bearer"))) {
            return AMBIGUOUS;
        }
        try {
            String text = new String(Base64.getDecoder().decode(words[1].trim()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? AMBIGUOUS : new Credentials(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return AMBIGUOUS;
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + key + ", ****]";
    }
}
