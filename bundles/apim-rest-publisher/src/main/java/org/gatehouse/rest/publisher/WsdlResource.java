package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.OptionalLong;
import java.util.function.Function;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.Outcome;
import org.jspecify.annotations.Nullable;

/** The WSDL of an API, which is a part of it: the entity tag is the API's. */
@Path("/apis/{id}/wsdl")
public final class WsdlResource {
    private final ApiListing listing;
    private final ApiEditing editing;
    private final ApiWsdls wsdls;

    WsdlResource(ApiListing listing, ApiEditing editing, ApiWsdls wsdls) {
        this.listing = listing;
        this.editing = editing;
        this.wsdls = wsdls;
    }

    /** As it was sent, or for those who call the API. */
    @GET
    @Produces(Wsdl.MEDIA_TYPE)
    public Response get(
            @Context HttpServletRequest http, @PathParam("id") String id, @QueryParam("for") @Nullable String whom) {
        Caller caller = Asked.of(http).caller(OwnScope.API_VIEW);
        if (whom != null && !whom.equals("callers")) {
            throw new Invalid("for: " + whom + " (expected: callers, or nothing)");
        }
        ApiId called = ApiAddress.id(id);
        Api api = listing.find(caller, called);
        Wsdl wsdl = whom == null ? wsdls.of(caller, called) : wsdls.forCallers(caller, called);
        return Answers.of(Wsdl.MEDIA_TYPE, wsdl.bytes())
                .header("ETag", IfMatch.tag(api.revision()))
                .build();
    }

    /** Another one. */
    @PUT
    @Produces(Answers.OF_ANY_KIND)
    @Consumes({Wsdl.MEDIA_TYPE, "application/xml", "text/xml"})
    public Response put(@Context HttpServletRequest http, @PathParam("id") String id) {
        Asked asked = Asked.of(http);
        Wsdl wsdl = wsdls.read(asked.caller(OwnScope.API_CREATE), asked.body());
        return change(asked, id, before -> ApiDraft.of(before).withWsdl(wsdl));
    }

    /** None. */
    @DELETE
    @Produces(Answers.OF_ANY_KIND)
    public Response delete(@Context HttpServletRequest http, @PathParam("id") String id) {
        return change(
                Asked.of(http),
                id,
                before ->
                        ApiDraft.of(before).withDescription(before.description().withWsdl("")));
    }

    private Response change(Asked asked, String id, Function<Api, ApiDraft> change) {
        Caller caller = asked.caller(OwnScope.API_CREATE);
        ApiId called = ApiAddress.id(id);
        OptionalLong seen = asked.seen(listing.find(caller, called).revision());
        Outcome<Api> outcome = asked.conditionally(() -> editing.update(caller, called, seen, change));
        return Answers.late(Response.noContent(), outcome.late())
                .header("ETag", IfMatch.tag(outcome.value().revision()))
                .header("Cache-Control", "no-store")
                .build();
    }
}
