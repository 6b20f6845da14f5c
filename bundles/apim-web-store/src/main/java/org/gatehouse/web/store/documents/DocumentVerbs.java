package org.gatehouse.web.store.documents;

import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.store.ApiDocuments;
import org.gatehouse.web.Attachment;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.Json;
import org.jspecify.annotations.Nullable;

/** Reading about APIs by script. */
final class DocumentVerbs {
    /** A list has no more of texts than that. */
    private static final long MOST_BYTES = 4_000_000;

    private final ApiDocuments documents;

    DocumentVerbs(ApiDocuments documents) {
        this.documents = documents;
    }

    JagAnswer list(JagCall call) {
        Caller caller = call.caller();
        ApiId api =
                new ApiId(UserName.parse(call.required("provider")), call.required("name"), call.required("version"));
        Map<Long, String> texts = documents.texts(caller, api, MOST_BYTES);
        List<Map<String, @Nullable Object>> rows = documents.of(caller, api).stream()
                .map(document -> row(document, texts.get(document.number())))
                .toList();
        return JagAnswer.ok("documentations", rows);
    }

    private static Map<String, @Nullable Object> row(Document document, @Nullable String text) {
        DocumentDetails details = document.details();
        return Json.object(
                "name",
                details.name(),
                "sourceType",
                details.source().name(),
                "summary",
                details.summary(),
                "content",
                text,
                "sourceUrl",
                details.source() == DocumentSource.URL ? details.url() : null,
                "filePath",
                details.source() == DocumentSource.FILE ? FilePath.of(document).text() : null,
                "type",
                details.type().shown(),
                "otherTypeName",
                details.otherType().isEmpty() ? null : details.otherType());
    }

    JagAnswer file(JagCall call) {
        Caller caller = call.caller();
        String text = call.required("filePath");
        try {
            FilePath path = FilePath.parse(text);
            Document document = documents.of(caller, path.api()).stream()
                    .filter(each -> each.details().source() == DocumentSource.FILE)
                    .filter(path::leadsTo)
                    .findFirst()
                    .orElseThrow(() -> new NotFound("file: " + text));
            DocumentContent file = documents.content(caller, path.api(), document.number());
            return JagAnswer.keep(new Attachment(file.name(), file.bytes()));
        } catch (NotFound | Invalid none) {
            return JagAnswer.error("No Document found in the given filePath " + text)
                    .withStatus(500);
        }
    }
}
