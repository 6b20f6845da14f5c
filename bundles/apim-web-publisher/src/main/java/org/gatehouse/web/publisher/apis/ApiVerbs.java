package org.gatehouse.web.publisher.apis;

import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.Outcome;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.publisher.CalledApi;
import org.jspecify.annotations.Nullable;

/** APIs by script, from creation to removal. */
final class ApiVerbs {
    private final ApiEditing editing;
    private final ApiListing listing;
    private final Subscribers subscribers;
    private final ApiDefinitions definitions;

    ApiVerbs(ApiEditing editing, ApiListing listing, Subscribers subscribers, ApiDefinitions definitions) {
        this.editing = editing;
        this.listing = listing;
        this.subscribers = subscribers;
        this.definitions = definitions;
    }

    JagAnswer add(JagCall call) {
        Caller caller = call.caller();
        editing.create(caller, new ApiForm(call.parameters(), caller, definitions).toCreate());
        return JagAnswer.ok();
    }

    JagAnswer update(JagCall call) {
        Caller caller = call.caller();
        ApiForm form = new ApiForm(call.parameters(), caller, definitions);
        try {
            Outcome<Api> outcome = editing.update(caller, form.id(), call.revision(), form::toChange);
            return outcome.late().isEmpty()
                    ? JagAnswer.ok()
                    : CalledApi.gatewayTrouble(
                            outcome.late(), outcome.value().status().isOnGateway());
        } catch (GatewayRefused refused) {
            return CalledApi.gatewayTrouble(refused.failures(), refused.isPublishing());
        }
    }

    JagAnswer remove(JagCall call) {
        Caller caller = call.caller();
        try {
            editing.remove(caller, CalledApi.id(call));
            return JagAnswer.ok();
        } catch (GatewayRefused refused) {
            return CalledApi.gatewayTrouble(refused.failures(), refused.isPublishing());
        }
    }

    JagAnswer all(JagCall call) {
        Caller caller = call.caller();
        List<Map<String, @Nullable Object>> rows =
                listing.all(caller).stream().map(ApiAnswer::row).toList();
        return JagAnswer.ok("apis", rows);
    }

    JagAnswer one(JagCall call) {
        Caller caller = call.caller();
        Api api = listing.find(caller, CalledApi.id(call));
        List<ApiSummary> family = listing.versions(caller, api.id());
        return JagAnswer.ok("api", ApiAnswer.full(api, subscribers.count(caller, api.id()), family));
    }
}
