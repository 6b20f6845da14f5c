package org.gatehouse.domain.subscription;

import org.gatehouse.domain.Invalid;

/** The application is not approved, so it is not changed. */
public final class ApplicationInactive extends Invalid {
    private final String name;

    /** Of this one. */
    public ApplicationInactive(String name) {
        super("application: " + name + " is not approved yet (expected: one that is)");
        this.name = name;
    }

    /** Which. */
    public String name() {
        return name;
    }
}
