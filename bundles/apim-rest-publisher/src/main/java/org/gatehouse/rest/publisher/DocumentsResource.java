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
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.List;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.SeenDocument;
import org.jspecify.annotations.Nullable;

/** The documents of an API. Each is at its number, as a name may have slashes, and may change. */
@Path("/apis/{id}/documents")
public final class DocumentsResource {
    private static final String JSON = "application/json";

    private final DocumentEditing documents;

    DocumentsResource(DocumentEditing documents) {
        this.documents = documents;
    }

    /** Some of them, in the order in which they are to be read. */
    @GET
    @Produces(JSON)
    public Response list(@Context HttpServletRequest http, @PathParam("id") String id) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_VIEW);
        Query query = asked.query().only("limit", "offset");
        Page<Document> page = Page.of(documents.list(caller, ApiAddress.id(id)), query.page());
        return query.listed(
                "/apis/" + Query.segment(id) + "/documents",
                page,
                page.items().stream().map(DocumentsResource::row).toList());
    }

    private static Object row(Document document) {
        DocumentDetails details = document.details();
        UserName by = document.lastUpdatedBy();
        return Answers.object(
                "number", document.number(),
                "name", details.name(),
                "type", details.type().name(),
                "otherType", details.otherType(),
                "summary", details.summary(),
                "source", details.source().name(),
                "url", details.url(),
                "visibility", details.visibility().name(),
                "mediaType", document.file().mediaType(),
                "fileName", document.file().name(),
                "size", document.file().size(),
                "revision", document.revision(),
                "lastUpdated", document.lastUpdated().toString(),
                "lastUpdatedBy", by == null ? null : by.toString());
    }

    /** Adds one, behind the others. */
    @POST
    @Consumes(JSON)
    @Produces(JSON)
    public Response create(@Context HttpServletRequest http, @PathParam("id") String id) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_CREATE);
        ApiId api = ApiAddress.id(id);
        return asked.once(() -> {
            Sent sent =
                    asked.sent().only("name", "type", "otherType", "summary", "source", "url", "visibility", "content");
            DocumentDetails details = new DocumentDetails(
                    sent.required("name"),
                    sent.choice("type", DocumentType.class, DocumentType.HOW_TO),
                    sent.text("otherType", ""),
                    sent.text("summary", ""),
                    sent.choice("source", DocumentSource.class, DocumentSource.INLINE),
                    sent.text("url", ""),
                    sent.choice("visibility", DocumentVisibility.class, DocumentVisibility.API_LEVEL));
            DocumentContent content = content(sent);
            sent.check();
            Document document = documents.add(caller, api, details, content);
            return Answers.json(row(document), document.revision())
                    .status(Response.Status.CREATED)
                    .header("Location", PublisherRest.address(api) + "/documents/" + document.number())
                    .build();
        });
    }

    private static @Nullable DocumentContent content(Sent sent) {
        if (!sent.has("content")) {
            return null;
        }
        Sent content = sent.object("content").only("mediaType", "text", "fileName", "base64");
        String mediaType = content.text("mediaType", DocumentContent.MARKDOWN);
        if (!content.has("base64")) {
            return DocumentContent.ofText(mediaType, content.text("text", ""));
        }
        try {
            return new DocumentContent(
                    mediaType, content.text("fileName", ""), Base64.getDecoder().decode(content.text("base64", "")));
        } catch (IllegalArgumentException broken) {
            content.refuse("base64", "expected bytes in base 64 (RFC 4648 §4)");
            return null;
        }
    }

    /** What is said of one. */
    @GET
    @Path("/{number}")
    @Produces(JSON)
    public Response get(
            @Context HttpServletRequest http, @PathParam("id") String id, @PathParam("number") String number) {
        Document document = find(Asked.of(http).caller(OwnScope.API_VIEW), ApiAddress.id(id), number);
        return Answers.json(row(document), document.revision()).build();
    }

    /** Removes one. */
    @DELETE
    @Produces(Answers.OF_ANY_KIND)
    @Path("/{number}")
    public Response delete(
            @Context HttpServletRequest http, @PathParam("id") String id, @PathParam("number") String number) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_CREATE);
        ApiId api = ApiAddress.id(id);
        Document document = find(caller, api, number);
        SeenDocument seen = new SeenDocument(api, document.name(), asked.seen(document.revision()));
        asked.conditionally(() -> {
            documents.remove(caller, seen);
            return seen;
        });
        return Answers.nothing();
    }

    /** Its text or its file, to be kept and not shown: what it is, its author has said. */
    @GET
    @Path("/{number}/content")
    @Produces("*/*")
    public Response content(
            @Context HttpServletRequest http, @PathParam("id") String id, @PathParam("number") String number) {
        Caller caller = Asked.of(http).caller(OwnScope.API_VIEW);
        ApiId api = ApiAddress.id(id);
        Document document = find(caller, api, number);
        DocumentContent content = documents.content(caller, api, document.name());
        if (document.details().source() == DocumentSource.URL) {
            throw Refusals.nothing();
        }
        String mediaType = content.mediaType();
        return Answers.of(mediaType.startsWith("text/") ? mediaType + ";charset=UTF-8" : mediaType, content.bytes())
                .header("ETag", IfMatch.tag(document.revision()))
                .header("Content-Disposition", "attachment")
                .build();
    }

    /** Another text, or another file. */
    @PUT
    @Path("/{number}/content")
    @Produces(Answers.OF_ANY_KIND)
    @Consumes("*/*")
    public Response write(
            @Context HttpServletRequest http, @PathParam("id") String id, @PathParam("number") String number) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.API_CREATE);
        ApiId api = ApiAddress.id(id);
        Document document = find(caller, api, number);
        SeenDocument seen = new SeenDocument(api, document.name(), asked.requiredSeen(document.revision()));
        String mediaType = Route.plain(String.valueOf(asked.http().getContentType()));
        String fileName = asked.query().only("fileName").text("fileName");
        Document written = asked.conditionally(() -> document.details().source() == DocumentSource.FILE
                ? documents.update(
                        caller,
                        seen,
                        document.details(),
                        new DocumentContent(
                                mediaType, fileName.isEmpty() ? document.file().name() : fileName, asked.body()))
                : documents.write(caller, seen, DocumentContent.ofText(mediaType, Json.utf8(asked.body()))));
        return Response.noContent()
                .header("ETag", IfMatch.tag(written.revision()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private Document find(Caller caller, ApiId api, String number) {
        long wanted = Numbers.of(number);
        List<Document> all = documents.list(caller, api);
        return all.stream()
                .filter(document -> document.number() == wanted)
                .findFirst()
                .orElseThrow(Refusals::nothing);
    }
}
