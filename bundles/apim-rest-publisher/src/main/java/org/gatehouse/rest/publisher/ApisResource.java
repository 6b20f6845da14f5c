package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.Outcome;

/** APIs, from creation to removal. */
@Path("/apis")
@Produces("application/json")
public final class ApisResource {
    private final ApiListing listing;
    private final ApiEditing editing;

    ApisResource(ApiListing listing, ApiEditing editing) {
        this.listing = listing;
        this.editing = editing;
    }

    /** Some of the tenant's APIs. */
    @GET
    public Response list(@Context HttpServletRequest http) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_VIEW);
        Query query = asked.query().only("query", "status", "tag", "sort", "limit", "offset");
        ApiQuery wanted = ApiQuery.of(caller.tenant())
                .with(query.text("query"), query.text("tag"))
                .in(query.choices("status", ApiStatus.class))
                .by(
                        query.text("sort").isEmpty()
                                ? ApiQuery.Order.NAME
                                : query.choice("sort", query.text("sort"), ApiQuery.Order.class));
        Page<ApiSummary> page = listing.page(caller, wanted, query.page());
        return query.listed(
                "/apis", page, page.items().stream().map(ApiJson::summary).toList());
    }

    /** Creates one. */
    @POST
    @Consumes("application/json")
    public Response create(@Context HttpServletRequest http) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_CREATE);
        return asked.once(() -> {
            ApiDraft draft = ApiJson.toCreate(asked.sent(), caller.user());
            Api api = editing.create(caller, draft);
            return Answers.json(ApiJson.write(api), api.revision())
                    .status(Response.Status.CREATED)
                    .header(HttpHeaders.LOCATION, PublisherRest.address(api.id()))
                    .build();
        });
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    public Response get(@Context HttpServletRequest http, @PathParam("id") String id) {
        Api api = listing.find(Asked.of(http).caller(OwnScope.API_VIEW), ApiAddress.id(id));
        return Answers.json(ApiJson.write(api), api.revision()).build();
    }

    /** Makes it what is sent. */
    @PUT
    @Path("/{id}")
    @Consumes("application/json")
    public Response put(@Context HttpServletRequest http, @PathParam("id") String id) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_CREATE);
        ApiId called = ApiAddress.id(id);
        var seen = asked.requiredSeen(listing.find(caller, called).revision());
        Sent sent = asked.sent();
        Outcome<Api> outcome = asked.conditionally(
                () -> editing.update(caller, called, seen, before -> ApiJson.toChange(sent, before)));
        Api api = outcome.value();
        return Answers.late(Answers.json(ApiJson.write(api), api.revision()), outcome.late())
                .build();
    }

    /** Removes it. */
    @DELETE
    @Produces(Answers.OF_ANY_KIND)
    @Path("/{id}")
    public Response delete(@Context HttpServletRequest http, @PathParam("id") String id) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_CREATE);
        ApiId called = ApiAddress.id(id);
        var seen = asked.seen(listing.find(caller, called).revision());
        asked.conditionally(() -> {
            editing.remove(caller, called, seen);
            return called;
        });
        return Answers.nothing();
    }
}
