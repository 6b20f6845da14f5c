package org.gatehouse.persistence.catalog;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentFile;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.identity.UserName;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** How a document stands in rows. */
final class DocumentRows {
    private DocumentRows() {}

    static Document document(ApiId api, RowView found) {
        return new Document(
                found.getColumn("DOCUMENT_ID", Long.class),
                api,
                details(found),
                new DocumentFile(
                        found.getColumn("MEDIA_TYPE", String.class),
                        found.getColumn("FILE_NAME", String.class),
                        found.getColumn("BYTES", Long.class)),
                found.getColumn("UPDATED_TIME", Instant.class),
                found.getColumn("UPDATED_BY", UserName.class),
                found.getColumn("REVISION", Long.class));
    }

    static DocumentDetails details(RowView found) {
        return new DocumentDetails(
                found.getColumn("NAME", String.class),
                found.getColumn("TYPE", DocumentType.class),
                found.getColumn("OTHER_TYPE", String.class),
                found.getColumn("SUMMARY", String.class),
                found.getColumn("SOURCE", DocumentSource.class),
                found.getColumn("URL", String.class),
                found.getColumn("VISIBILITY", DocumentVisibility.class));
    }

    static DocumentContent content(RowView found) {
        byte @Nullable [] bytes = found.getColumn("CONTENT", byte[].class);
        return new DocumentContent(
                found.getColumn("MEDIA_TYPE", String.class),
                found.getColumn("FILE_NAME", String.class),
                bytes == null ? new byte[0] : bytes);
    }

    /**
     * What a draft changes.
     *
     * @param otherwise what its content is if it says nothing of that; null if that stays as it is
     */
    static Map<String, Object> columns(DocumentDraft draft, @Nullable DocumentContent otherwise) {
        DocumentDetails details = draft.details();
        Map<String, Object> columns = new TreeMap<>(Map.of(
                "NAME", details.name(),
                "TYPE", details.type(),
                "OTHER_TYPE", details.otherType(),
                "SUMMARY", details.summary(),
                "SOURCE", details.source(),
                "URL", details.url(),
                "VISIBILITY", details.visibility(),
                "UPDATED_TIME", draft.at(),
                "UPDATED_BY", draft.by()));
        DocumentContent content = draft.content() == null ? otherwise : draft.content();
        if (content != null) {
            columns.put("MEDIA_TYPE", content.mediaType());
            columns.put("FILE_NAME", content.name());
            columns.put("BYTES", content.bytes().length);
        }
        return columns;
    }
}
