package org.gatehouse.web.publisher.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.Document;
import org.jspecify.annotations.Nullable;

/**
 * A document in the list.
 *
 * @param up before which one it stands when it goes up; null for the first
 * @param down before which one it stands when it goes down, empty for behind the last; null for the last
 */
public record DocumentRow(
        long number,
        String name,
        String type,
        String otherType,
        String summary,
        String source,
        String visibility,
        Instant changed,
        String changedBy,
        long revision,
        @Nullable String up,
        @Nullable String down) {
    static List<DocumentRow> of(List<Document> documents) {
        List<DocumentRow> rows = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            String up = i == 0 ? null : documents.get(i - 1).name();
            String down = i + 2 < documents.size() ? documents.get(i + 2).name() : "";
            rows.add(of(documents.get(i), up, i + 1 == documents.size() ? null : down));
        }
        return rows;
    }

    static DocumentRow of(Document document) {
        return of(document, null, null);
    }

    private static DocumentRow of(Document document, @Nullable String up, @Nullable String down) {
        return new DocumentRow(
                document.number(),
                document.name(),
                document.details().type().name(),
                document.details().otherType(),
                document.details().summary(),
                document.details().source().name(),
                document.details().visibility().name(),
                document.lastUpdated(),
                document.lastUpdatedBy() == null ? "" : document.lastUpdatedBy().toString(),
                document.revision(),
                up,
                down);
    }
}
