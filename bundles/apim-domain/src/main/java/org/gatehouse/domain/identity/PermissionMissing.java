package org.gatehouse.domain.identity;

import org.gatehouse.domain.Forbidden;

/** The user lacks a permission, and could have been given it. */
public final class PermissionMissing extends Forbidden {
    private final UserName user;

    /** Of this user, who may not do what needs the permission. */
    public PermissionMissing(UserName user, Permission permission) {
        super("User '" + user + "' does not have the required permission: " + permission.path());
        this.user = user;
    }

    /** Who lacks it. */
    public UserName user() {
        return user;
    }
}
