package org.gatehouse.domain.subscription;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Original;

/** The API takes subscriptions in another store. */
public final class OnlyAdvertised extends Invalid {
    /** This one, of that store. */
    public OnlyAdvertised(ApiId api, Original original) {
        super("API: " + api + " is only advertised here (expected: a subscription in its own store, "
                + original.page(api) + ")");
    }
}
