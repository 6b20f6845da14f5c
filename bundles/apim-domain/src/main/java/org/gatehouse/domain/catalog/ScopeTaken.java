package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Conflict;

/** Another API of the tenant has the scope. */
public final class ScopeTaken extends Conflict {
    private final String key;

    /** Of this one. */
    public ScopeTaken(String key) {
        super("scope: " + key + " (expected: one that no other API of the tenant has)");
        this.key = key;
    }

    /** Its key. */
    public String key() {
        return key;
    }
}
