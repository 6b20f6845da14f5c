package org.gatehouse.domain.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;

/**
 * Users and roles, as those who manage them change them. All verbs but {@link #changeOwnPassword} are for callers who may
 * {@link Permission#MANAGE_ACCOUNTS}, within their own tenant; nobody gives away what he does not have. Unknown users and
 * roles are {@link NotFound}.
 */
public interface Accounts {
    /**
     * Adds a user.
     *
     * @param claims what is known of the user, by claims of any dialect
     * @throws Conflict if there is one of that name
     * @throws Invalid if name or password are none, or a claim is not configured
     */
    void addUser(Caller caller, UserName name, String password, Set<String> roles, Map<String, String> claims);

    /** Removes a user; what was issued in the user's name is taken back. Nobody removes himself. */
    void removeUser(Caller caller, UserName name);

    /**
     * Does nothing for a caller who may set the user's password.
     *
     * @throws Forbidden for everyone else
     */
    void requireMaySetPassword(Caller caller, UserName name);

    /** Sets a user's password; tokens of the user are taken back. */
    void setPassword(Caller caller, UserName name, String password);

    /**
     * Changes the caller's own password.
     *
     * @param from where it is asked for: the old password may be guessed here as little as elsewhere
     * @throws Forbidden if the old one is not right
     */
    void changeOwnPassword(Caller caller, String old, String next, Origin from);

    /** Gives and takes roles; tokens of the user are taken back if a role is. */
    void changeRoles(Caller caller, UserName name, Set<String> added, Set<String> removed);

    /**
     * Adds a role with these permissions and gives it to these users.
     *
     * @throws Conflict if there is one of that name
     */
    void addRole(Caller caller, String role, Set<String> permissions, Set<UserName> members);

    /** Removes a role from all who have it. Those that every installation has stay. */
    void removeRole(Caller caller, String role);

    /** Names of the users that match a pattern with {@code *}, in order. */
    List<UserName> users(Caller caller, String pattern);

    /** The roles of the caller's tenant, by name. */
    List<Role> roles(Caller caller);

    /** The users who have the role, by name. */
    List<UserName> members(Caller caller, String role);

    /** The names of a user's roles. */
    Set<String> rolesOf(Caller caller, UserName name);

    /** What is known of a user, by the claims of a dialect. */
    Map<String, String> claims(Caller caller, UserName name, String dialect);

    /**
     * Sets what is known of a user, by claims of any dialect; an empty value takes it away. Users may do that of themselves.
     *
     * @throws Invalid if a claim is not configured
     */
    void putClaims(Caller caller, UserName name, Map<String, String> claims);
}
