package org.gatehouse.domain.identity;

import org.gatehouse.domain.Conflict;

/** There is a user of that name already. */
public final class AccountTaken extends Conflict {
    private final String name;

    /** Of this one. */
    public AccountTaken(String name) {
        super("user name: " + name + " (expected: one that nobody has)");
        this.name = name;
    }

    /** Which. */
    public String name() {
        return name;
    }
}
