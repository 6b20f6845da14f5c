package org.gatehouse.domain.identity;

import java.util.Collection;

/**
 * What a role may allow. A granted path grants everything below it. Some of it is about the server as a whole, which belongs to
 * the super tenant: whoever has such a path in another tenant may not do that ({@link Caller#may}).
 */
public enum Permission {
    /** Signing in to the console and the portals. */
    LOGIN("/permission/admin/login"),
    /** Everything an administrator may do; asked for by {@link Caller#runsTheServer} and {@link Caller#runsTheTenant} alone. */
    ADMINISTER("/permission/admin", true),
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
    MANAGE_MEDIATION("/permission/admin/manage/mediation", true),
    /** Adding tenants, letting them in and out. */
    MANAGE_TENANTS("/permission/protected/manage/modify/tenants", true),
    /** Seeing which tenants there are. */
    SEE_TENANTS("/permission/protected/manage/monitor/tenants", true),
    /** Calling the services that run the server, such as key validation; asked for by {@link Caller#manages} alone. */
    MANAGE("/permission/admin/manage", true);

    private final String path;
    private final boolean ofTheServer;

    Permission(String path) {
        this(path, false);
    }

    Permission(String path, boolean ofTheServer) {
        this.path = path;
        this.ofTheServer = ofTheServer;
    }

    /** Whether it is about the server as a whole, and so for users of the super tenant only. */
    boolean isOfTheServer() {
        return ofTheServer;
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
