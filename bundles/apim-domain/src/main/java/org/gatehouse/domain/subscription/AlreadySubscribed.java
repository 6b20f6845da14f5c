package org.gatehouse.domain.subscription;

import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.catalog.ApiId;

/** The application has that API at that tier already. */
public final class AlreadySubscribed extends Conflict {
    private final transient ApiId api;
    private final long application;

    /** To this API, by the application with this number. */
    public AlreadySubscribed(ApiId api, long application, Throwable cause) {
        super(
                "API: " + api + " (expected: one that application " + application
                        + " is not subscribed to at this tier)",
                cause);
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
