package org.gatehouse.web.publisher.documents;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentTaken;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.TooManyDocuments;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;

/** The form in which a document is written. */
final class DocumentForm {
    /** Where in the form it is that a refusal begins with this word. */
    private static final Map<String, String> FIELDS = Map.of(
            "name", "docName",
            "other type", "newType",
            "summary", "summary",
            "url", "docUrl",
            "file", "docLocation",
            "content", "content");

    private DocumentForm() {}

    /** Of a new one. */
    static Form empty() {
        return Form.filled(Map.of(
                "docType", DocumentType.HOW_TO.name(),
                "sourceType", DocumentSource.INLINE.name(),
                "docVisibility", DocumentVisibility.API_LEVEL.name(),
                "format", DocumentContent.MARKDOWN));
    }

    /** Filled with what is stored. */
    static Form of(Document document, DocumentContent content) {
        DocumentDetails details = document.details();
        boolean isText = details.source() == DocumentSource.INLINE;
        Map<String, String> values = new TreeMap<>(Map.of(
                "docName", details.name(),
                "docType", details.type().name(),
                "newType", details.otherType(),
                "summary", details.summary(),
                "sourceType", details.source().name(),
                "docUrl", details.url(),
                "docVisibility", details.visibility().name(),
                "revision", String.valueOf(document.revision())));
        values.put("format", isText ? content.mediaType() : DocumentContent.MARKDOWN);
        values.put("content", isText ? content.text() : "");
        return Form.filled(values);
    }

    /** What is said of the document. */
    static DocumentDetails details(Parameters sent) {
        return new DocumentDetails(
                sent.text("docName"),
                chosen(DocumentType.class, sent, "docType"),
                sent.text("newType"),
                lines(sent.text("summary")),
                chosen(DocumentSource.class, sent, "sourceType"),
                sent.text("docUrl"),
                chosen(DocumentVisibility.class, sent, "docVisibility"));
    }

    private static <T extends Enum<T>> T chosen(Class<T> choices, Parameters sent, String field) {
        String name = sent.required(field);
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Invalid(
                        field + ": " + name + " (expected: one of " + List.of(choices.getEnumConstants()) + ")"));
    }

    /** What came with that as its content; null if nothing did. */
    static @Nullable DocumentContent content(DocumentSource source, Parameters sent) {
        return switch (source) {
            case INLINE -> text(sent);
            case URL -> null;
            case FILE ->
                sent.upload("docLocation")
                        .map(file -> new DocumentContent(file.mediaType(), file.fileName(), file.content()))
                        .orElse(null);
        };
    }

    /** The text that was typed. */
    static DocumentContent text(Parameters sent) {
        return DocumentContent.ofText(sent.text("format"), lines(sent.text("content")));
    }

    /** Browsers send each end of a line as two characters, whatever it was. */
    private static String lines(String typed) {
        return typed.replace("\r\n", "\n");
    }

    /** Says at the right field what the room has refused. */
    static Form refused(Form form, RuntimeException refused) {
        if (refused instanceof DocumentTaken taken) {
            return form.refuse("docName", "documents.taken", taken.name());
        }
        if (refused instanceof TooManyDocuments) {
            return form.refuseBecause("", refused);
        }
        String message = String.valueOf(refused.getMessage());
        int colon = message.indexOf(':');
        return form.refuseBecause(FIELDS.getOrDefault(message.substring(0, Math.max(colon, 0)), ""), refused);
    }
}
