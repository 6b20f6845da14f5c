package org.gatehouse.publisher.rules;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.MalformedEndpoint;

/** What the places must be that calls go to. */
public final class EndpointRules {
    private EndpointRules() {}

    /**
     * Agrees by returning.
     *
     * @throws Invalid naming the URL that a gateway could not read
     */
    public static void check(Endpoints endpoints) {
        if (endpoints instanceof Endpoints.Http http) {
            http.sides().production().ifPresent(target -> checkTemplate(target.url(), "production"));
            http.sides().sandbox().ifPresent(target -> checkTemplate(target.url(), "sandbox"));
        }
    }

    /**
     * Agrees by returning.
     *
     * @throws Invalid if a gateway would not know where to send the API's calls
     */
    public static void checkDeployable(Api api) {
        boolean callsNothing = !api.isOnGateway()
                || api.status() == ApiStatus.BLOCKED
                || api.backend().implementation() == Backend.Implementation.INLINE;
        if (!callsNothing && api.backend().endpoints().sides().isEmpty()) {
            throw new Invalid("At least one production or sandbox endpoint is required");
        }
    }

    private static void checkTemplate(String url, String side) {
        String without = url.replaceAll("\\{\\+?(uri\\.var|query\\.param)\\.[^{}]+}", "");
        if (without.contains("{") || without.contains("}")) {
            throw new MalformedEndpoint(side, url);
        }
    }
}
