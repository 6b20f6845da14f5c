package org.gatehouse.domain.identity;

import java.util.Collection;

/** What a role may allow. A granted path grants everything below it. */
public enum Permission {
    /** Signing in to the console and the portals. */
    LOGIN("/permission/admin/login"),
    /** Everything an administrator may do. */
    ADMINISTER("/permission/admin"),
    /** Creating, editing and documenting APIs. */
    CREATE_APIS("/permission/admin/manage/api/create"),
    /** Moving APIs through their life cycle, blocking subscriptions. */
    PUBLISH_APIS("/permission/admin/manage/api/publish"),
    /** Using the store: applications, subscriptions, keys. */
    SUBSCRIBE("/permission/admin/manage/api/subscribe"),
    /** Deciding who may use which tier. */
    MANAGE_TIERS("/permission/admin/manage/manage_tiers"),
    /** Adding and changing users and roles. */
    MANAGE_ACCOUNTS("/permission/admin/configure/security"),
    /** Putting APIs and sequences on a gateway directly. */
    MANAGE_MEDIATION("/permission/admin/manage/mediation"),
    /** Adding tenants, letting them in and out. */
    MANAGE_TENANTS("/permission/protected/manage/modify/tenants"),
    /** Seeing which tenants there are. */
    SEE_TENANTS("/permission/protected/manage/monitor/tenants"),
    /** Calling the services that run the server, such as key validation. */
    MANAGE("/permission/admin/manage");

    private final String path;

    Permission(String path) {
        this.path = path;
    }

    /** The permission string under which roles know it. */
    public String path() {
        return path;
    }

    /** Whether one of the granted paths is this one or stands above it. */
    public boolean isGrantedBy(Collection<String> grantedPaths) {
        return grantedPaths.stream().anyMatch(granted -> path.equals(granted) || path.startsWith(granted + "/"));
    }
}
