package org.gatehouse.domain.identity;

import java.util.Optional;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;

/**
 * The way back for users who have forgotten their password: whoever manages accounts gets a code for them, and hands it over in
 * whatever way the two know each other by. A code is good once, and not for long.
 */
public interface AccountRecovery {
    /**
     * A code for a user of the caller's tenant; never to be logged.
     *
     * @throws Forbidden if the caller may not set this user's password
     * @throws NotFound if there is no such user
     */
    String code(Caller caller, UserName user);

    /** Whose code it is; empty if it is none, was used, or is too old. */
    Optional<UserName> user(String code);

    /**
     * Sets the password of the user whose code it is. Tokens of the user are taken back.
     *
     * @throws Forbidden if the code is none, was used, or is too old
     * @throws Invalid if the password is none
     */
    void recover(String code, String password);
}
