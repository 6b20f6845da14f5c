package org.gatehouse.domain.subscription;

/** Whether a subscription may be used. */
public enum SubscriptionStatus {
    /** May be used. */
    UNBLOCKED,
    /** No key may use it. */
    BLOCKED,
    /** Production keys may not use it, sandbox keys may. */
    PROD_ONLY_BLOCKED,
    /** Waits for approval. */
    ON_HOLD,
    /** Was refused. */
    REJECTED;

    /** Whether a publisher switches between this and others of the kind: nobody decides about it any more. */
    public boolean isSwitched() {
        return this != ON_HOLD && this != REJECTED;
    }

    /** Whether there is a key of some type that may use it. */
    public boolean isUsable() {
        return lets(KeyType.SANDBOX);
    }

    /** Whether some of its keys may not use it because a publisher has blocked it. */
    public boolean isBlocked() {
        return this == BLOCKED || this == PROD_ONLY_BLOCKED;
    }

    /** Whether a key of the type may use it. */
    public boolean lets(KeyType type) {
        return this == UNBLOCKED || (this == PROD_ONLY_BLOCKED && type == KeyType.SANDBOX);
    }

    /** Whether somebody decided that a key of the type may not use it; who waits is not refused. */
    public boolean isRefusedTo(KeyType type) {
        return this != ON_HOLD && !lets(type);
    }
}
