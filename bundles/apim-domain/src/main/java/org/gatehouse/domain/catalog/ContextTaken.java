package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Conflict;

/** Another API of the tenant has the context. */
public final class ContextTaken extends Conflict {
    private final String context;

    /** Of this context, as it was given. */
    public ContextTaken(String context) {
        super("API context: " + context + " (expected: one that no other API of the tenant has)");
        this.context = context;
    }

    /** As it was given. */
    public String context() {
        return context;
    }
}
