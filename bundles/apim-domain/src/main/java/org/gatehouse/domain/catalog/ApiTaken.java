package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Conflict;

/** There is an API of that name and version already. */
public final class ApiTaken extends Conflict {
    private final transient ApiId id;

    /** Of this one. */
    public ApiTaken(ApiId id) {
        super("API: " + id + " (expected: a name and version that no other has)");
        this.id = id;
    }

    /** Which. */
    public ApiId id() {
        return id;
    }
}
