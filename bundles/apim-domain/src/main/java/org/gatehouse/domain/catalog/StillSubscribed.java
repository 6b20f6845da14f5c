package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Conflict;

/** The API has subscriptions, so it is not removed. */
public final class StillSubscribed extends Conflict {
    private final transient ApiId id;

    /** Of this one. */
    public StillSubscribed(ApiId id) {
        super("API: " + id + " has subscriptions (expected: none, when it is removed)");
        this.id = id;
    }

    /** Which. */
    public ApiId id() {
        return id;
    }
}
