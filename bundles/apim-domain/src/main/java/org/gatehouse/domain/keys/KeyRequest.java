package org.gatehouse.domain.keys;

import org.gatehouse.domain.catalog.AuthType;
import org.jspecify.annotations.Nullable;

/**
 * The question to a key manager: may this token call this?
 *
 * @param context the API's context, version included
 * @param version the API's version; with {@value #BY_DEFAULT} in front if it was called without one
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
    /** Stands in front of the version of a call that came without one. */
    public static final String BY_DEFAULT = "_default_";

    /** Whether the API was called without a version. */
    public boolean byDefault() {
        return version.startsWith(BY_DEFAULT);
    }

    /** The version that serves the call, however it was asked for. */
    public String plainVersion() {
        return byDefault() ? version.substring(BY_DEFAULT.length()) : version;
    }

    @Override
    public String toString() {
        return "KeyRequest[" + context + ", " + version + ", ****, " + level + ", " + resource + ":" + verb + "]";
    }
}
