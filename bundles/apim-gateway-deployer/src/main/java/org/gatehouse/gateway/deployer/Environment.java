package org.gatehouse.gateway.deployer;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Backend;

/**
 * A gateway environment.
 *
 * @param name the name, unique
 * @param type {@code hybrid}, {@code production} or {@code sandbox}
 */
record Environment(String name, String type) {
    /** Reads {@code name|type|address,…}. */
    static Environment parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length < 2 || !parts[1].matches("hybrid|production|sandbox")) {
            throw new Invalid(
                    "gateway environment: " + text + " (expected: name|hybrid, production or sandbox|address)");
        }
        return new Environment(parts[0], parts[1]);
    }

    /** Whether the API is meant for this environment and has what this kind of environment calls. */
    boolean takes(Api api) {
        if (!api.environments().isEmpty() && !api.environments().contains(name)) {
            return false;
        }
        boolean inline = api.backend().implementation() == Backend.Implementation.INLINE;
        return switch (type) {
            case "production" ->
                inline || api.backend().endpoints().sides().production().isPresent();
            case "sandbox" -> api.backend().endpoints().sides().sandbox().isPresent();
            default -> true;
        };
    }

    boolean isSandbox() {
        return type.equals("sandbox");
    }

    boolean isProduction() {
        return type.equals("production");
    }
}
