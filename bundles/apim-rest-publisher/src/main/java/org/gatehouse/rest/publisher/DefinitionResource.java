package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.Outcome;

/** The definition of an API: Swagger or OpenAPI, letter by letter as it was sent, with what the API has. */
@Path("/apis/{id}/definition")
public final class DefinitionResource {
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";

    private final ApiListing listing;
    private final ApiEditing editing;
    private final ApiDefinitions definitions;

    DefinitionResource(ApiListing listing, ApiEditing editing, ApiDefinitions definitions) {
        this.listing = listing;
        this.editing = editing;
        this.definitions = definitions;
    }

    /** As it is; one in YAML is rewritten for who takes JSON only. One in JSON is given as YAML, too, which it is. */
    @GET
    @Produces({JSON, YAML})
    public Response get(@Context HttpServletRequest http, @PathParam("id") String id) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_VIEW);
        ApiId called = ApiAddress.id(id);
        Api api = listing.find(caller, called);
        String accept = asked.header("Accept");
        Definition definition =
                Route.isAccepted(YAML, accept) ? definitions.of(caller, called) : definitions.inJson(caller, called);
        boolean isJson = definition.syntax() == Definition.Syntax.JSON && Route.isAccepted(JSON, accept);
        return Answers.of(isJson ? JSON : YAML, definition.text().getBytes(StandardCharsets.UTF_8))
                .header("ETag", IfMatch.tag(api.revision()))
                .header("Vary", "Accept")
                .build();
    }

    /** Another one, from which the API's resources and scopes are then. */
    @PUT
    @Consumes({JSON, YAML})
    @Produces(JSON)
    public Response put(@Context HttpServletRequest http, @PathParam("id") String id) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_CREATE);
        ApiId called = ApiAddress.id(id);
        var seen = asked.requiredSeen(listing.find(caller, called).revision());
        ParsedDefinition written = definitions.read(caller, Json.utf8(asked.body()));
        Outcome<Api> outcome = asked.conditionally(() -> editing.update(
                caller, called, seen, before -> ApiDraft.of(before).describedBy(written)));
        Api api = outcome.value();
        return Answers.late(Answers.json(ApiJson.write(api), api.revision()), outcome.late())
                .build();
    }
}
