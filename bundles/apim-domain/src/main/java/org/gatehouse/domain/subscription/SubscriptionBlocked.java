package org.gatehouse.domain.subscription;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;

/** The application is subscribed to the API, and blocked. */
public final class SubscriptionBlocked extends Invalid {
    private final transient ApiId api;
    private final long application;

    /** To this API, by the application with this number. */
    public SubscriptionBlocked(ApiId api, long application) {
        super("API: " + api + " (expected: one that application " + application + " is not blocked from)");
        this.api = api;
        this.application = application;
    }

    /** To which. */
    public ApiId api() {
        return api;
    }

    /** The number of the application. */
    public long application() {
        return application;
    }
}
