package org.gatehouse.persistence.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.SearchedDocument;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.persistence.database.Rows;
import org.gatehouse.persistence.search.IndexedDocument;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is searched of documents, in the table APIM_DOCUMENT_TEXT: made from what stands in the others. */
public final class DocumentTexts {
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
                .map((found, context) -> beginning(found))
                .findFirst()
                .map(bytes -> new DocumentContent(mediaType, "", bytes))
                .orElse(null);
    }

    /** No more than that is read. */
    private static byte[] beginning(ResultSet found) throws SQLException {
        try (InputStream content = found.getBinaryStream("CONTENT")) {
            return content.readNBytes(SearchedDocument.BYTES_OF_CONTENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the documents of some APIs. */
    static List<IndexedDocument> of(Handle sql, Collection<Long> apis) {
        return sql.select(
                        "SELECT D.API_ID, A.API_PROVIDER, D.VISIBILITY, T.SEARCHED FROM APIM_DOCUMENT D"
                                + " JOIN APIM_DOCUMENT_TEXT T ON T.DOCUMENT_ID = D.DOCUMENT_ID"
                                + " JOIN AM_API A ON A.API_ID = D.API_ID"
                                + " WHERE D.API_ID IN (" + Rows.marks(apis.size()) + ")",
                        apis.toArray())
                .map(found -> new IndexedDocument(
                        found.getColumn("API_ID", Long.class),
                        found.getColumn("API_PROVIDER", UserName.class).tenant(),
                        found.getColumn("VISIBILITY", DocumentVisibility.class),
                        found.getColumn("SEARCHED", String.class)))
                .list();
    }
}
