package org.gatehouse.domain.catalog;

import org.gatehouse.domain.NotFound;

/** There is no such API, or none that the caller may see. */
public final class UnknownApi extends NotFound {
    private final transient ApiId id;

    /** Of this one. */
    public UnknownApi(ApiId id) {
        super("API: " + id + " (expected: one that is there)");
        this.id = id;
    }

    /** Which was asked for. */
    public ApiId id() {
        return id;
    }
}
