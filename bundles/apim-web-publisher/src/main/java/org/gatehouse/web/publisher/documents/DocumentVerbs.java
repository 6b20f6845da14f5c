package org.gatehouse.web.publisher.documents;

import java.util.Locale;
import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.SeenDocument;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.Json;
import org.gatehouse.web.request.Upload;
import org.jspecify.annotations.Nullable;

/** Documenting by script. */
final class DocumentVerbs {
    private final DocumentEditing documents;

    DocumentVerbs(DocumentEditing documents) {
        this.documents = documents;
    }

    JagAnswer put(JagCall call) {
        Caller caller = call.caller();
        String mode = call.text("mode");
        if (!mode.isEmpty() && !mode.equals("add") && !mode.equals("Update")) {
            return JagAnswer.error("Invalid request parameters").withStatus(500);
        }
        DocumentDetails details = details(call);
        DocumentContent file = details.source() == DocumentSource.FILE ? file(call) : null;
        if (mode.equals("Update")) {
            documents.update(caller, seen(call), details, file);
        } else {
            documents.add(caller, api(call), details, file);
        }
        return JagAnswer.ok();
    }

    private static DocumentDetails details(JagCall call) {
        String type = call.required("docType");
        return new DocumentDetails(
                call.required("docName"),
                DocumentType.parse(type)
                        .orElseThrow(() -> new Invalid("docType: " + type
                                + " (expected: How To, Samples, Public Forum, Support Forum, API Message Format, Swagger"
                                + " API Definition or Other)")),
                call.text("newType"),
                call.text("summary"),
                source(call.required("sourceType")),
                call.text("docUrl"),
                visibility(call.text("docVisibility")));
    }

    /** What is none of them was a text as ever. */
    private static DocumentSource source(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "url" -> DocumentSource.URL;
            case "file" -> DocumentSource.FILE;
            default -> DocumentSource.INLINE;
        };
    }

    /** What is none of them hides nothing less than was meant. */
    private static DocumentVisibility visibility(String text) {
        return switch (text.trim().toUpperCase(Locale.ROOT)) {
            case "", "API_LEVEL" -> DocumentVisibility.API_LEVEL;
            case "PRIVATE" -> DocumentVisibility.PRIVATE;
            case "OWNER_ONLY" -> DocumentVisibility.OWNER_ONLY;
            default -> throw new Invalid("docVisibility: " + text + " (expected: API_LEVEL, PRIVATE or OWNER_ONLY)");
        };
    }

    private static @Nullable DocumentContent file(JagCall call) {
        Optional<Upload> sent = call.parameters().upload("docLocation");
        return sent.map(file -> new DocumentContent(
                        call.parameters().text("mimeType", file.mediaType()), file.fileName(), file.content()))
                .orElse(null);
    }

    /** Scripts of 1.9 write HTML, whose lines are of no account. */
    JagAnswer write(JagCall call) {
        Caller caller = call.caller();
        String content = call.text("content").replace("\n", "");
        documents.write(caller, seen(call), DocumentContent.ofText(DocumentContent.HTML, content));
        return JagAnswer.ok();
    }

    JagAnswer read(JagCall call) {
        Caller caller = call.caller();
        ApiId api = api(call);
        Document document = documents.find(caller, api, call.required("docName"));
        boolean isText = document.details().source() == DocumentSource.INLINE;
        Object row = Json.object(
                "providerName", api.provider(),
                "apiName", api.name(),
                "apiVersion", api.version(),
                "docName", document.name(),
                "content",
                        isText ? documents.content(caller, api, document.name()).text() : "");
        // In 1.9 the row came as the provider, and nothing else; what was meant stands beside it.
        Object doc = Json.object("provider", row, "name", api.name(), "version", api.version(), "doc", row);
        return new JagAnswer(200, Json.write(Json.object("doc", doc, "error", false)));
    }

    JagAnswer remove(JagCall call) {
        Caller caller = call.caller();
        documents.remove(caller, seen(call));
        return JagAnswer.ok();
    }

    private static SeenDocument seen(JagCall call) {
        return new SeenDocument(api(call), call.required("docName"), call.revision());
    }

    private static ApiId api(JagCall call) {
        return new ApiId(UserName.parse(call.required("provider")), call.required("apiName"), call.required("version"));
    }
}
