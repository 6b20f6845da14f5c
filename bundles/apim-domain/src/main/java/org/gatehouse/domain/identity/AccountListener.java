package org.gatehouse.domain.identity;

/** Hears of users who lost something: their account, a role, their old password. A service. */
public interface AccountListener {
    /** Called after the change is stored and before its author hears of it. */
    void reduced(UserName user);
}
