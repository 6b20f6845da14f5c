package org.gatehouse.persistence.catalog;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.SearchedDocument;
import org.gatehouse.persistence.database.Rows;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is searched of documents, in the table APIM_DOCUMENT_TEXT: made from what stands in the others. */
public final class DocumentTexts {
    /** Between two documents: who looks for a text that has it finds none. */
    private static final String BETWEEN = "\uFFFF";

    private DocumentTexts() {}

    /** Writes those that are missing. */
    public static void fill(Handle sql) {
        List<Long> missing = sql.select("""
                        SELECT D.DOCUMENT_ID FROM APIM_DOCUMENT D
                        WHERE NOT EXISTS (SELECT T.DOCUMENT_ID FROM APIM_DOCUMENT_TEXT T WHERE T.DOCUMENT_ID = D.DOCUMENT_ID)""").mapTo(Long.class).list();
        missing.forEach(number -> put(sql, number));
    }

    /** Writes that of a document anew. */
    static void put(Handle sql, long number) {
        SearchedDocument searched = sql.select("SELECT D.* FROM APIM_DOCUMENT D WHERE D.DOCUMENT_ID = ?", number)
                .map(found -> SearchedDocument.of(
                        DocumentRows.details(found), text(sql, number, found.getColumn("MEDIA_TYPE", String.class))))
                .one();
        sql.execute("DELETE FROM APIM_DOCUMENT_TEXT WHERE DOCUMENT_ID = ?", number);
        sql.execute("INSERT INTO APIM_DOCUMENT_TEXT (DOCUMENT_ID, SEARCHED) VALUES (?, ?)", number, searched.text());
    }

    private static @Nullable DocumentContent text(Handle sql, long number, String mediaType) {
        if (!SearchedDocument.isText(mediaType)) {
            return null;
        }
        return sql.select("SELECT CONTENT FROM APIM_DOCUMENT_CONTENT WHERE DOCUMENT_ID = ?", number)
                .mapTo(byte[].class)
                .findFirst()
                .map(bytes -> new DocumentContent(mediaType, "", bytes))
                .orElse(null);
    }

    /** By APIs, and who sees them; those of a level as one text. */
    static Map<Long, Map<DocumentVisibility, String>> of(Handle sql, Collection<Long> apis) {
        Map<Long, Map<DocumentVisibility, String>> texts = new HashMap<>();
        sql.select(
                        "SELECT D.API_ID, D.VISIBILITY, T.SEARCHED FROM APIM_DOCUMENT D"
                                + " JOIN APIM_DOCUMENT_TEXT T ON T.DOCUMENT_ID = D.DOCUMENT_ID"
                                + " WHERE D.API_ID IN (" + Rows.marks(apis.size()) + ")",
                        apis.toArray())
                .map(found -> new Text(
                        found.getColumn("API_ID", Long.class),
                        found.getColumn("VISIBILITY", DocumentVisibility.class),
                        found.getColumn("SEARCHED", String.class)))
                .forEach(each -> texts.computeIfAbsent(each.api(), first -> new EnumMap<>(DocumentVisibility.class))
                        .merge(each.visibility(), each.text(), (one, other) -> one + BETWEEN + other));
        return texts;
    }

    /** That of a document. */
    private record Text(long api, DocumentVisibility visibility, String text) {}
}
