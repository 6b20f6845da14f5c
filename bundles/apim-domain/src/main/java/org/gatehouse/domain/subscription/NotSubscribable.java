package org.gatehouse.domain.subscription;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;

/** Only a published API takes subscriptions. */
public final class NotSubscribable extends Invalid {
    private final ApiStatus status;

    /** To this API, where it stands. */
    public NotSubscribable(ApiId api, ApiStatus status) {
        super("API: " + api + " is " + status + " (expected: one that is published)");
        this.status = status;
    }

    /** Where it stands. */
    public ApiStatus status() {
        return status;
    }
}
