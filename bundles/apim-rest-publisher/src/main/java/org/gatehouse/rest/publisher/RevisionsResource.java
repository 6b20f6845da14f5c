package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.OptionalLong;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiRevisions;
import org.gatehouse.publisher.Outcome;
import org.gatehouse.publisher.SeenRevision;

/** What an API was. */
@Path("/apis/{id}/revisions")
@Produces("application/json")
public final class RevisionsResource {
    private final ApiListing listing;
    private final ApiRevisions revisions;

    RevisionsResource(ApiListing listing, ApiRevisions revisions) {
        this.listing = listing;
        this.revisions = revisions;
    }

    /** Those that are kept, the newest first; as many as that are kept, so in one part. */
    @GET
    public Response list(@Context HttpServletRequest http, @PathParam("id") String id) {
        Caller caller = Asked.of(http).caller(OwnScope.API_VIEW);
        var items = revisions.list(caller, ApiAddress.id(id)).stream()
                .map(RevisionsResource::row)
                .toList();
        return Answers.json(Answers.object("total", items.size(), "items", items))
                .build();
    }

    private static Object row(SeenRevision seen) {
        UserName by = seen.by();
        OptionalLong backTo = seen.backTo();
        return Answers.object(
                "number", seen.number(),
                "at", seen.at().toString(),
                "by", by == null ? null : by.toString(),
                "cause", seen.cause().name(),
                "backTo", backTo.isPresent() ? backTo.getAsLong() : null,
                "changed", seen.changed(),
                "current", seen.isNow());
    }

    /** Makes the API what it was then. */
    @POST
    @Path("/{number}/restore")
    public Response restore(
            @Context HttpServletRequest http, @PathParam("id") String id, @PathParam("number") String number) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_CREATE);
        ApiId called = ApiAddress.id(id);
        return asked.once(() -> {
            long now = listing.find(caller, called).revision();
            long seen = asked.requiredSeen(now).orElse(now);
            Outcome<Api> outcome =
                    asked.conditionally(() -> revisions.goBack(caller, called, seen, Numbers.of(number)));
            Api api = outcome.value();
            return Answers.late(Answers.json(ApiJson.write(api), api.revision()), outcome.late())
                    .build();
        });
    }
}
