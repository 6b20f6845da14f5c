package org.gatehouse.gateway.deployer;

import org.gatehouse.domain.Invalid;

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

    boolean isSandbox() {
        return type.equals("sandbox");
    }

    boolean isProduction() {
        return type.equals("production");
    }
}
