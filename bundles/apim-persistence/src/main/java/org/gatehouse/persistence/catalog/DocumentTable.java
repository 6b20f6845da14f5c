package org.gatehouse.persistence.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentTaken;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.TooManyDocuments;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.UnknownDocument;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;
import org.gatehouse.persistence.database.Rows;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Documents in the table APIM_DOCUMENT, their contents in APIM_DOCUMENT_CONTENT, and what is searched of them in
 * APIM_DOCUMENT_TEXT. Contents are long: the row by which all who list see that the catalogue is another one comes last.
 * That of the API itself is held meanwhile where documents are added or copied.
 */
public final class DocumentTable implements Documents {
    private static final String OF_API = """
            SELECT D.* FROM APIM_DOCUMENT D JOIN AM_API A ON A.API_ID = D.API_ID
            WHERE A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ?\s""";

    private static final String COPY = """
            INSERT INTO APIM_DOCUMENT (API_ID, NAME, TYPE, OTHER_TYPE, SUMMARY, SOURCE, URL, VISIBILITY, PLACE, MEDIA_TYPE,
              FILE_NAME, BYTES, UPDATED_TIME, UPDATED_BY)
            SELECT CAST(? AS BIGINT), D.NAME, D.TYPE, D.OTHER_TYPE, D.SUMMARY, D.SOURCE, D.URL, D.VISIBILITY, D.PLACE,
              D.MEDIA_TYPE, D.FILE_NAME, D.BYTES, D.UPDATED_TIME, D.UPDATED_BY
            FROM APIM_DOCUMENT D WHERE D.API_ID = ?""";

    private static final String COPY_CONTENTS = """
            INSERT INTO APIM_DOCUMENT_CONTENT (DOCUMENT_ID, CONTENT)
            SELECT N.DOCUMENT_ID, C.CONTENT
            FROM APIM_DOCUMENT_CONTENT C
            JOIN APIM_DOCUMENT D ON D.DOCUMENT_ID = C.DOCUMENT_ID
            JOIN APIM_DOCUMENT N ON N.NAME = D.NAME
            WHERE N.API_ID = ? AND D.API_ID = ?""";

    private static final String COPY_TEXTS = """
            INSERT INTO APIM_DOCUMENT_TEXT (DOCUMENT_ID, SEARCHED)
            SELECT N.DOCUMENT_ID, T.SEARCHED
            FROM APIM_DOCUMENT_TEXT T
            JOIN APIM_DOCUMENT D ON D.DOCUMENT_ID = T.DOCUMENT_ID
            JOIN APIM_DOCUMENT N ON N.NAME = D.NAME
            WHERE N.API_ID = ? AND D.API_ID = ?""";

    private final Database database;

    public DocumentTable(Database database) {
        this.database = database;
    }

    @Override
    public List<Document> of(ApiId api) {
        return database.inTransaction(
                sql -> sql.select(OF_API + "ORDER BY D.PLACE", api.provider(), api.name(), api.version())
                        .map(found -> DocumentRows.document(api, found))
                        .list());
    }

    @Override
    public Optional<Document> find(ApiId api, String name) {
        return database.inTransaction(
                sql -> sql.select(OF_API + "AND D.NAME = ?", api.provider(), api.name(), api.version(), name)
                        .map(found -> DocumentRows.document(api, found))
                        .findFirst());
    }

    @Override
    public Optional<DocumentContent> content(long number) {
        return database.inTransaction(
                sql -> sql.select("""
                SELECT D.MEDIA_TYPE, D.FILE_NAME, C.CONTENT
                FROM APIM_DOCUMENT D LEFT JOIN APIM_DOCUMENT_CONTENT C ON C.DOCUMENT_ID = D.DOCUMENT_ID
                WHERE D.DOCUMENT_ID = ?""", number).map(DocumentRows::content).findFirst());
    }

    @Override
    public Document add(ApiId api, DocumentDraft draft) {
        return orTaken(api, draft.details(), sql -> {
            long owner = latched(sql, api);
            List<Integer> places = sql.select("SELECT PLACE FROM APIM_DOCUMENT WHERE API_ID = ? ORDER BY PLACE", owner)
                    .mapTo(Integer.class)
                    .list();
            if (places.size() >= MOST) {
                throw new TooManyDocuments(api);
            }
            Map<String, Object> columns = new TreeMap<>(DocumentRows.columns(draft, DocumentContent.NONE));
            columns.put("API_ID", owner);
            columns.put("PLACE", places.isEmpty() ? 0 : places.get(places.size() - 1) + 1);
            long number = Rows.add(sql, "APIM_DOCUMENT", "DOCUMENT_ID", columns);
            putContent(sql, number, draft.content());
            DocumentTexts.put(sql, number);
            ApiChanges.note(sql, owner);
            return stored(sql, api, number);
        });
    }

    @Override
    public Document update(Document read, DocumentDraft draft) {
        return orTaken(read.api(), draft.details(), sql -> {
            Optional<Long> owner = ApiTable.numberIfAny(sql, read.api());
            Rows.Row row = new Rows.Row("DOCUMENT_ID", read.number(), read.revision());
            if (!Rows.changeFrom(sql, "APIM_DOCUMENT", DocumentRows.columns(draft, null), row)) {
                throw goneOrChanged(sql, read);
            }
            if (draft.content() != null) {
                sql.execute("DELETE FROM APIM_DOCUMENT_CONTENT WHERE DOCUMENT_ID = ?", read.number());
                putContent(sql, read.number(), draft.content());
            }
            DocumentTexts.put(sql, read.number());
            owner.ifPresent(number -> ApiChanges.note(sql, number));
            return stored(sql, read.api(), read.number());
        });
    }

    private <T> T orTaken(ApiId api, DocumentDetails details, Function<Handle, T> work) {
        try {
            return database.inTransaction(work);
        } catch (DatabaseFailure e) {
            throw e.isDuplicate() ? new DocumentTaken(api, details.name()) : e;
        }
    }

    private static void putContent(Handle sql, long number, @Nullable DocumentContent content) {
        if (content != null && content.bytes().length > 0) {
            sql.execute(
                    "INSERT INTO APIM_DOCUMENT_CONTENT (DOCUMENT_ID, CONTENT) VALUES (?, ?)", number, content.bytes());
        }
    }

    private static Document stored(Handle sql, ApiId api, long number) {
        return find(sql, api, number).orElseThrow();
    }

    private static Optional<Document> find(Handle sql, ApiId api, long number) {
        return sql.select("SELECT D.* FROM APIM_DOCUMENT D WHERE D.DOCUMENT_ID = ?", number)
                .map(found -> DocumentRows.document(api, found))
                .findFirst();
    }

    private static RuntimeException goneOrChanged(Handle sql, Document read) {
        return find(sql, read.api(), read.number())
                .<RuntimeException>map(stored -> new Changed(
                        "document " + read.name() + " is at revision " + stored.revision() + " (expected: "
                                + read.revision() + "; somebody has changed it meanwhile)",
                        stored.revision()))
                .orElseGet(() -> new UnknownDocument(read.api(), read.name()));
    }

    @Override
    public void move(Document document, OptionalLong before) {
        ApiId api = document.api();
        database.transact(sql -> {
            long owner = ApiTable.numberIfAny(sql, api)
                    .filter(number -> latch(sql, number))
                    .orElseThrow(() -> new UnknownDocument(api, document.name()));
            List<Long> numbers = new ArrayList<>(
                    sql.select("SELECT DOCUMENT_ID FROM APIM_DOCUMENT WHERE API_ID = ? ORDER BY PLACE", owner)
                            .mapTo(Long.class)
                            .list());
            if (!numbers.remove(Long.valueOf(document.number()))) {
                throw new UnknownDocument(api, document.name());
            }
            int place = before.isEmpty() ? numbers.size() : numbers.indexOf(before.getAsLong());
            if (place < 0) {
                throw new UnknownDocument(api, "number " + before.getAsLong());
            }
            numbers.add(place, document.number());
            PreparedBatch places = sql.prepareBatch("UPDATE APIM_DOCUMENT SET PLACE = ? WHERE DOCUMENT_ID = ?");
            for (int i = 0; i < numbers.size(); i++) {
                places.add(i, numbers.get(i));
            }
            places.execute();
        });
    }

    @Override
    public void remove(Document read) {
        database.transact(sql -> {
            Optional<Long> owner = ApiTable.numberIfAny(sql, read.api());
            int removed = sql.execute(
                    "DELETE FROM APIM_DOCUMENT WHERE DOCUMENT_ID = ? AND REVISION = ?", read.number(), read.revision());
            if (removed == 0) {
                throw goneOrChanged(sql, read);
            }
            owner.ifPresent(number -> ApiChanges.note(sql, number));
        });
    }

    @Override
    public void copy(ApiId from, ApiId to) {
        database.transact(sql -> {
            long owner = latched(sql, to);
            sql.select("SELECT NAME FROM APIM_DOCUMENT WHERE API_ID = ?", owner)
                    .mapTo(String.class)
                    .findFirst()
                    .ifPresent(name -> {
                        throw new DocumentTaken(to, name);
                    });
            ApiTable.numberIfAny(sql, from).ifPresent(source -> {
                sql.execute(COPY, owner, source);
                sql.execute(COPY_CONTENTS, owner, source);
                sql.execute(COPY_TEXTS, owner, source);
            });
            ApiChanges.note(sql, owner);
        });
    }

    private static long latched(Handle sql, ApiId api) {
        long owner = ApiTable.numberIfAny(sql, api).orElseThrow(() -> new UnknownApi(api));
        if (!latch(sql, owner)) {
            throw new UnknownApi(api);
        }
        return owner;
    }

    /**
     * From here on nobody else adds a document to the API or orders them, until the transaction ends; false if the API has been
     * removed meanwhile.
     */
    private static boolean latch(Handle sql, long api) {
        return sql.execute("UPDATE AM_API SET REVISION = REVISION WHERE API_ID = ?", api) > 0;
    }
}
