package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.OptionalLong;
import java.util.function.Function;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.Outcome;

/** The picture of an API, which is a part of it: the entity tag is the API's. */
@Path("/apis/{id}/thumbnail")
public final class ThumbnailResource {
    private final ApiListing listing;
    private final ApiEditing editing;
    private final ApiThumbnails thumbnails;

    ThumbnailResource(ApiListing listing, ApiEditing editing, ApiThumbnails thumbnails) {
        this.listing = listing;
        this.editing = editing;
        this.thumbnails = thumbnails;
    }

    /** As it was sent. */
    @GET
    @Produces({"image/png", "image/jpeg", "image/gif", "image/webp"})
    public Response get(@Context HttpServletRequest http, @PathParam("id") String id) {
        Caller caller = Asked.of(http).caller(OwnScope.API_VIEW);
        ApiId called = ApiAddress.id(id);
        Api api = listing.find(caller, called);
        Thumbnail thumbnail = thumbnails.of(caller, called);
        return Answers.of(thumbnail.kind().mediaType(), thumbnail.bytes())
                .header("ETag", IfMatch.tag(api.revision()))
                .build();
    }

    /** Another one. What it is, its first bytes tell. */
    @PUT
    @Produces(Answers.OF_ANY_KIND)
    @Consumes({"image/png", "image/jpeg", "image/gif", "image/webp"})
    public Response put(@Context HttpServletRequest http, @PathParam("id") String id) {
        Asked asked = Asked.of(http);
        return change(asked, id, before -> ApiDraft.of(before).withThumbnail(Thumbnail.of(asked.body())));
    }

    /** None. */
    @DELETE
    @Produces(Answers.OF_ANY_KIND)
    public Response delete(@Context HttpServletRequest http, @PathParam("id") String id) {
        return change(
                Asked.of(http),
                id,
                before ->
                        ApiDraft.of(before).withDescription(before.description().withThumbnail("")));
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
