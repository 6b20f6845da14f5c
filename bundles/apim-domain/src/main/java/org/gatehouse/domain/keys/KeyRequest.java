package org.gatehouse.domain.keys;

import org.gatehouse.domain.catalog.AuthType;
import org.jspecify.annotations.Nullable;

/**
 * The question to a key manager: may this token call this?
 *
 * @param context the API's context, version included
 * @param version the API's version; with {@code _default_} in front if it was called without one
 * @param accessToken the token shown; never printed
 * @param level which kind of token the resource asks for
 * @param clientDomain domain the call comes from, null if the call does not say
 * @param resource the matched URL pattern
 * @param verb the HTTP method
 */
public record KeyRequest(
        String context,
        String version,
        String accessToken,
        AuthType level,
        @Nullable String clientDomain,
        String resource,
        String verb) {
    @Override
    public String toString() {
        return "KeyRequest[" + context + ", " + version + ", ****, " + level + ", " + resource + ":" + verb + "]";
    }
}
