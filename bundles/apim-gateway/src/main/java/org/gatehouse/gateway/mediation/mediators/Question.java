package org.gatehouse.gateway.mediation.mediators;

import java.util.Set;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What two requests have in common that get the same answer: GET, the API, the target and the fields that content is
 * negotiated by.
 */
record Question(
        String api,
        String target,
        @Nullable String accept,
        @Nullable String encoding,
        @Nullable String language,
        @Nullable String origin) {
    /** The fields, in lower case. */
    static final Set<String> FIELDS = Set.of("accept", "accept-encoding", "accept-language", "origin");

    /** Null if the answer is nobody else's business, or the client wants a new one. */
    static @Nullable Question of(String api, String method, String target, Headers headers) {
        if (!method.equals("GET") || isPersonal(headers) || wantsNew(headers)) {
            return null;
        }
        return new Question(
                api,
                target,
                headers.get("Accept"),
                headers.get("Accept-Encoding"),
                headers.get("Accept-Language"),
                headers.get("Origin"));
    }

    /** What still goes to the back end when the gate has taken the token off. */
    private static boolean isPersonal(Headers headers) {
        return headers.contains("Authorization")
                || headers.contains("Cookie")
                || headers.contains("X-JWT-Assertion")
                || headers.contains("Range");
    }

    private static boolean wantsNew(Headers headers) {
        String control = CachedAnswer.lower(headers.get("Cache-Control"));
        return control.contains("no-cache")
                || control.contains("no-store")
                || control.contains("max-age=0")
                || CachedAnswer.lower(headers.get("Pragma")).contains("no-cache");
    }
}
