package org.gatehouse.domain.catalog;

import java.util.Set;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at the APIs of a tenant.
 *
 * @param ofTenant whether it is a user of that tenant
 * @param provider whether that user may create or publish APIs there
 * @param roles the user's roles in that tenant
 */
public record Viewer(boolean ofTenant, boolean provider, Set<String> roles) {
    /** Copies its set. */
    public Viewer {
        roles = Set.copyOf(roles);
    }

    /** A caller before the APIs of a tenant; null for someone who is not signed in. */
    public static Viewer of(@Nullable Caller caller, String tenant) {
        if (caller == null || !caller.tenant().equals(tenant)) {
            return new Viewer(false, false, Set.of());
        }
        boolean provider = caller.may(Permission.CREATE_APIS) || caller.may(Permission.PUBLISH_APIS);
        return new Viewer(true, provider, caller.roles());
    }

    /** Whether an API of the tenant is shown. */
    public boolean sees(Visibility visibility) {
        return switch (visibility.level()) {
            case PUBLIC -> true;
            case PRIVATE -> ofTenant;
            case RESTRICTED ->
                provider || (ofTenant && visibility.roles().stream().anyMatch(roles::contains));
            case CONTROLLED -> provider;
        };
    }

    /** Whether a document of an API that is seen in the store is shown there. */
    boolean sees(DocumentVisibility document) {
        return switch (document) {
            case API_LEVEL -> true;
            case PRIVATE -> ofTenant;
            case OWNER_ONLY -> false;
        };
    }

    /** Whether a document of an API of the tenant is shown in the store, given who sees the API and who sees the document. */
    public boolean sees(Visibility api, DocumentVisibility document) {
        return sees(api) && sees(document);
    }
}
