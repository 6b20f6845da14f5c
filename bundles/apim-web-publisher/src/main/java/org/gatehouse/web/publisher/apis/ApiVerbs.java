package org.gatehouse.web.publisher.apis;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.ApiWsdls;
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
    private final ApiThumbnails thumbnails;
    private final ApiWsdls wsdls;

    ApiVerbs(
            ApiEditing editing,
            ApiListing listing,
            Subscribers subscribers,
            ApiDefinitions definitions,
            ApiThumbnails thumbnails,
            ApiWsdls wsdls) {
        this.editing = editing;
        this.listing = listing;
        this.subscribers = subscribers;
        this.definitions = definitions;
        this.thumbnails = thumbnails;
        this.wsdls = wsdls;
    }

    JagAnswer add(JagCall call) {
        Caller caller = call.caller();
        ApiForm form = form(call, "");
        Optional<URI> address = form.thumbnailAddress();
        Api api = editing.create(caller, form.toCreate());
        address.ifPresent(from -> addThumbnail(caller, api, from));
        return JagAnswer.ok();
    }

    /** Scripts know it to come after the API, which is whole without it. */
    private void addThumbnail(Caller caller, Api api, URI from) {
        try {
            Thumbnail thumbnail = thumbnails.fetch(caller, from);
            editing.update(
                    caller,
                    api.id(),
                    OptionalLong.empty(),
                    before -> ApiDraft.of(before).withThumbnail(thumbnail));
        } catch (Invalid | Conflict | NotFound | Forbidden | Unavailable | GatewayRefused refused) {
            throw new Invalid(
                    "thumbUrl: " + refused.getMessage() + ". " + api.id() + " is there, without a thumbnail.", refused);
        }
    }

    JagAnswer update(JagCall call) {
        Caller caller = call.caller();
        ApiId id = new ApiFields(call.parameters()).id(caller);
        ApiForm form = form(call, listing.find(caller, id).description().wsdl());
        Optional<Thumbnail> fetched = form.thumbnailAddress().map(from -> thumbnails.fetch(caller, from));
        try {
            Outcome<Api> outcome = editing.update(caller, form.id(), call.revision(), before -> {
                ApiDraft draft = form.toChange(before);
                return fetched.map(draft::withThumbnail).orElse(draft);
            });
            return outcome.late().isEmpty()
                    ? JagAnswer.ok()
                    : CalledApi.gatewayTrouble(
                            outcome.late(), outcome.value().status().isOnGateway());
        } catch (GatewayRefused refused) {
            return CalledApi.gatewayTrouble(refused.failures(), refused.isPublishing());
        }
    }

    private ApiForm form(JagCall call, String knownWsdl) {
        Wsdl wsdl = new ApiFields(call.parameters()).wsdl(call.caller(), wsdls, knownWsdl);
        return new ApiForm(call.parameters(), call.caller(), definitions, wsdl);
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
        List<Map<String, @Nullable Object>> rows = listing.all(caller).stream()
                .map(api -> ApiAnswer.row(api, door(call)))
                .toList();
        return JagAnswer.ok("apis", rows);
    }

    JagAnswer one(JagCall call) {
        Caller caller = call.caller();
        Api api = listing.find(caller, CalledApi.id(call));
        List<ApiSummary> family = listing.versions(caller, api.id());
        return JagAnswer.ok("api", ApiAnswer.full(api, subscribers.count(caller, api.id()), family, door(call)));
    }

    private static String door(JagCall call) {
        return call.request().getContextPath();
    }
}
