package org.gatehouse.domain.tier;

import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.identity.UserName;

/** The tier is there, but not for that user. */
public final class TierDenied extends Forbidden {
    private final String tier;
    private final transient UserName user;

    /** This tier, to this user. */
    public TierDenied(String tier, UserName user) {
        super("tier: " + tier + " (expected: one that " + user + " may use)");
        this.tier = tier;
        this.user = user;
    }

    /** Its name. */
    public String tier() {
        return tier;
    }

    /** Who may not. */
    public UserName user() {
        return user;
    }
}
