package org.gatehouse.domain.keys;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;

/**
 * What a token may be used for at this server's own interfaces for programs (RFC 6749 §3.3). A scope takes from what its user may
 * do, and never adds to it: it is granted only to a user who has a permission that stands behind it, and rooms ask for the
 * permission again.
 */
public enum OwnScope {
    /** Seeing APIs, with all that belongs to them but who is subscribed. */
    API_VIEW("apim:api_view", Permission.CREATE_APIS, Permission.PUBLISH_APIS),
    /** Creating, changing, documenting and removing APIs. */
    API_CREATE("apim:api_create", Permission.CREATE_APIS),
    /** Moving APIs through their life. */
    API_PUBLISH("apim:api_publish", Permission.PUBLISH_APIS),
    /** Seeing who is subscribed. */
    SUBSCRIPTION_VIEW("apim:subscription_view", Permission.CREATE_APIS, Permission.PUBLISH_APIS),
    /** Blocking subscriptions, and letting them call again. */
    SUBSCRIPTION_BLOCK("apim:subscription_block", Permission.PUBLISH_APIS);

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
    private final List<Permission> permissions;

    OwnScope(String key, Permission... anyOf) {
        this.key = key;
        this.permissions = List.of(anyOf);
    }

    /** The one that is asked for so; empty for all other scopes. */
    public static Optional<OwnScope> of(String key) {
        return Stream.of(values()).filter(scope -> scope.key.equals(key)).findFirst();
    }

    /** What is asked for and granted. */
    public String key() {
        return key;
    }

    /** Whether the user has one of the permissions that stand behind it. */
    public boolean isFor(Caller user) {
        return permissions.stream().anyMatch(user::may);
    }

    /**
     * Does nothing for a user whom it is for.
     *
     * @throws Forbidden for everyone else
     */
    public void require(Caller user) {
        user.requireAny(permissions.toArray(Permission[]::new));
    }
}
