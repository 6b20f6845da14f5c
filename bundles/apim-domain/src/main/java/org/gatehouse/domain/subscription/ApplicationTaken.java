package org.gatehouse.domain.subscription;

import org.gatehouse.domain.Conflict;

/** The subscriber has an application of that name already. */
public final class ApplicationTaken extends Conflict {
    private final String name;

    /** Of this one. */
    public ApplicationTaken(String name) {
        super("application: " + name + " (expected: a name that is not used yet)");
        this.name = name;
    }

    /** Which. */
    public String name() {
        return name;
    }
}
