package org.gatehouse.publisher;

import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;

/** The APIs of the caller's tenant, which are all that a provider knows of. */
record OwnApis(Apis apis) {
    /**
     * The API.
     *
     * @throws org.gatehouse.domain.Forbidden if the caller neither creates nor publishes
     * @throws NotFound if there is none of that name, or it belongs to another tenant
     */
    Api find(Caller caller, ApiId id) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        return apis.find(id)
                .filter(api -> api.id().provider().tenant().equals(caller.tenant()))
                .orElseThrow(() -> new UnknownApi(id));
    }
}
