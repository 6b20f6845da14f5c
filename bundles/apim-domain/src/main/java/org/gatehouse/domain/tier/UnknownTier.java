package org.gatehouse.domain.tier;

import org.gatehouse.domain.Invalid;

/** There is no such tier. */
public final class UnknownTier extends Invalid {
    private final String tier;

    /** Of this one. */
    public UnknownTier(String tier) {
        super("tier: " + tier + " (expected: one that is there)");
        this.tier = tier;
    }

    /** Its name. */
    public String tier() {
        return tier;
    }
}
