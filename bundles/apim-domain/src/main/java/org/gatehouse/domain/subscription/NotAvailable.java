package org.gatehouse.domain.subscription;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;

/** The API is not offered to users of that tenant. */
public final class NotAvailable extends Invalid {
    private final String tenant;

    /** To this API, for users of this tenant. */
    public NotAvailable(ApiId api, String tenant) {
        super("API: " + api + " (expected: one that is offered to users of " + tenant + ")");
        this.tenant = tenant;
    }

    /** Of whom. */
    public String tenant() {
        return tenant;
    }
}
