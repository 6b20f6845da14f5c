package org.gatehouse.identity;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;

/** Salted slow hashes of passwords, in the text form {@code $2a$cost$…} that names its own cost. */
final class PasswordHash {
    /** Costs as much to compare with as a real one; of a random text that was thrown away. */
    static final String OF_NOBODY = "$2a$10$RVrkpLMaF2om0ZNxWaK68.YD9T1lpv1Ao1FqQ9HjAc6WRqyqLJ.AK";

    private static final int COST = 10;
    private static final BCrypt.Version FORM = BCrypt.Version.VERSION_2A;
    // bcrypt reads 72 bytes only; longer passwords are shortened by a fast hash first instead of being cut.
    private static final LongPasswordStrategy LONG_ONES = LongPasswordStrategies.hashSha512(FORM);

    private PasswordHash() {}

    static String of(String password) {
        return BCrypt.with(LONG_ONES).hashToString(COST, password.toCharArray());
    }

    /** Whether the hash is that of the password; false for a text that is no hash at all. */
    static boolean matches(String password, String hash) {
        return !hash.isEmpty()
                && BCrypt.verifyer(FORM, LONG_ONES).verify(password.toCharArray(), hash.toCharArray()).verified;
    }
}
