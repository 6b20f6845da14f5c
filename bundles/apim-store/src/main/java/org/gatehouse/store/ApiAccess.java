package org.gatehouse.store;

import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.domain.identity.Caller;
import org.jspecify.annotations.Nullable;

/** Who may see an API, and who may subscribe to it. */
final class ApiAccess {
    private ApiAccess() {}

    /** Whether the caller may see it; null for someone who is not signed in. */
    static boolean isVisible(@Nullable Caller caller, Api api) {
        return Viewer.of(caller, api.id().provider().tenant()).sees(api.visibility());
    }

    /** Whether users of the tenant may subscribe to it. */
    static boolean isAvailable(String tenant, Api api) {
        if (tenant.equals(api.id().provider().tenant())) {
            return true;
        }
        Availability availability = api.availability();
        return switch (availability.level()) {
            case CURRENT_TENANT -> false;
            case ALL_TENANTS -> true;
            case SPECIFIC_TENANTS -> availability.tenants().contains(tenant);
        };
    }
}
