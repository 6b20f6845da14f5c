package org.gatehouse.domain.identity;

/**
 * Whose a session is: not a name's, which somebody else may have later.
 *
 * @param user the user
 * @param number what tells this user from others of the name, before and after: {@value #NONE} for users who are stored
 *     elsewhere
 */
public record Account(UserName user, long number) {
    /** The number of those who have none. */
    public static final long NONE = 0;
}
