package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.StatusChange;

/** Where an API stands in its life, and its steps. */
@Path("/apis/{id}/lifecycle")
@Produces("application/json")
public final class LifecycleResource {
    private final ApiListing listing;
    private final ApiLifecycle lifecycle;

    LifecycleResource(ApiListing listing, ApiLifecycle lifecycle) {
        this.listing = listing;
        this.lifecycle = lifecycle;
    }

    /** Its state, its possible targets and its history. */
    @GET
    public Response get(@Context HttpServletRequest http, @PathParam("id") String id) {
        Caller caller = Asked.of(http).caller(OwnScope.API_VIEW);
        return state(caller, ApiAddress.id(id)).build();
    }

    /** Moves it. */
    @POST
    @Consumes("application/json")
    public Response move(@Context HttpServletRequest http, @PathParam("id") String id) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_PUBLISH);
        return asked.once(() -> move(asked, caller, ApiAddress.id(id)));
    }

    private Response move(Asked asked, Caller caller, ApiId id) {
        Sent sent = asked.sent().only("status", "applyToGateways", "deprecateOlderVersions", "requireResubscription");
        sent.required("status");
        StatusChange step = new StatusChange(
                sent.choice("status", ApiStatus.class, ApiStatus.CREATED),
                sent.flag("applyToGateways", true),
                sent.flag("deprecateOlderVersions", false),
                sent.flag("requireResubscription", false),
                asked.seen(listing.find(caller, id).revision()));
        sent.check();
        Map<String, String> late =
                asked.conditionally(() -> lifecycle.setStatus(caller, id, step)).late();
        return Answers.late(state(caller, id), late).build();
    }

    private Response.ResponseBuilder state(Caller caller, ApiId id) {
        Api api = listing.find(caller, id);
        return Answers.json(
                Answers.object(
                        "status", api.status().name(),
                        "targets",
                                Stream.of(ApiStatus.values())
                                        .filter(status -> status != api.status())
                                        .map(ApiStatus::name)
                                        .toList(),
                        "hasOlderVersions", lifecycle.hasOlder(caller, id),
                        "history",
                                lifecycle.history(caller, id).stream()
                                        .map(LifecycleResource::step)
                                        .toList()),
                api.revision());
    }

    private static Object step(Transition step) {
        ApiStatus from = step.from();
        return Answers.object(
                "from", from == null ? null : from.name(),
                "to", step.to().name(),
                "by", step.by().toString(),
                "at", step.at().toString());
    }
}
