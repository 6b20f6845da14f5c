package org.gatehouse.domain.identity;

import org.gatehouse.domain.Conflict;

/** There is a role of that name already. */
public final class RoleTaken extends Conflict {
    private final String name;

    /** Of this one. */
    public RoleTaken(String name) {
        super("role: " + name + " (expected: a name that no other role has)");
        this.name = name;
    }

    /** Which. */
    public String name() {
        return name;
    }
}
