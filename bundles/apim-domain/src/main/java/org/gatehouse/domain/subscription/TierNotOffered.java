package org.gatehouse.domain.subscription;

import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;

/** The API does not offer the tier. */
public final class TierNotOffered extends Invalid {
    private final transient ApiId api;
    private final String tier;
    private final transient List<String> offered;

    /** By this API, which offers others. */
    public TierNotOffered(ApiId api, String tier, List<String> offered) {
        super("tier: " + tier + " (expected: one of " + offered + ", which API " + api + " offers)");
        this.api = api;
        this.tier = tier;
        this.offered = List.copyOf(offered);
    }

    /** Of which API. */
    public ApiId api() {
        return api;
    }

    /** The tier. */
    public String tier() {
        return tier;
    }

    /** What the API offers. */
    public List<String> offered() {
        return offered;
    }
}
