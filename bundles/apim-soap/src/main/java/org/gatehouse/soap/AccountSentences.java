package org.gatehouse.soap;

import org.gatehouse.domain.identity.AccountTaken;
import org.gatehouse.domain.identity.MalformedPassword;
import org.gatehouse.domain.identity.MalformedUserName;
import org.gatehouse.domain.identity.RoleTaken;

/** What clients of 1.9 look for when something is wrong with an account, letter by letter. */
final class AccountSentences {
    private AccountSentences() {}

    static String of(RuntimeException refused) {
        if (refused instanceof AccountTaken taken) {
            return "Username '" + taken.name() + "' already exists in the system. Please pick another username.";
        }
        if (refused instanceof RoleTaken taken) {
            return "Role name: " + taken.name() + " in the system. Please pick another role name.";
        }
        if (refused instanceof MalformedUserName) {
            return "Username not valid. User name must be a non null string with following format, "
                    + "3 to 50 characters without blanks and special ones";
        }
        if (refused instanceof MalformedPassword) {
            return "Credential not valid. Credential must be a non null string with following format, "
                    + "5 to 128 characters without blanks";
        }
        return String.valueOf(refused.getMessage());
    }
}
