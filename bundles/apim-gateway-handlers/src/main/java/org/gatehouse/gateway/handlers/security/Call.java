package org.gatehouse.gateway.handlers.security;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about itself that its admission depends on.
 *
 * @param context context of the API, version included
 * @param version version of the API
 * @param byDefault whether the API was called without a version
 * @param resource the matched URL pattern, null if path and verb match none
 * @param verb the HTTP method
 * @param token the access token shown, null for none; never printed
 * @param clientDomain the domain the call comes from, null if it does not say
 * @param client address of the client
 */
public record Call(
        String context,
        String version,
        boolean byDefault,
        @Nullable String resource,
        String verb,
        @Nullable String token,
        @Nullable String clientDomain,
        String client) {
    @Override
    public String toString() {
        return "Call[" + verb + " " + context + " " + version + " " + resource + "]";
    }
}
