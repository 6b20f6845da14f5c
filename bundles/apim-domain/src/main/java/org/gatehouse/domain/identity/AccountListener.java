package org.gatehouse.domain.identity;

/** Hears of users of whom something has changed. A service. */
public interface AccountListener {
    /**
     * The user is gone, and with them what was granted to them. Called after the change is stored and before its author hears of
     * it.
     */
    void removed(UserName user);

    /**
     * The user lost something: a role, the old password. Called at the same moment.
     */
    void reduced(UserName user);

    /** Something else is known of the user now. Called at the same moment. */
    void described(UserName user);

    /** Whether a tenant's users come in has changed. Called at the same moment. */
    void tenantChanged(String domain);
}
