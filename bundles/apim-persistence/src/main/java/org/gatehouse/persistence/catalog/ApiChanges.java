package org.gatehouse.persistence.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.SearchedApi;
import org.gatehouse.persistence.database.Rows;
import org.gatehouse.persistence.database.Words;
import org.gatehouse.persistence.search.IndexedApi;
import org.gatehouse.persistence.search.Mark;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** States of the catalogue, in the table APIM_CATALOG, and the API that each made another one, in APIM_API_CHANGE. */
final class ApiChanges {
    /** Of so many states it is kept which API changed. */
    private static final long KEPT = 10_000;

    private static final String SELECT = """
            SELECT A.API_ID, A.API_PROVIDER, A.API_NAME, A.API_VERSION, A.STATUS, A.VISIBILITY, A.VISIBLE_ROLES, A.TAGS,
              A.UPDATED_TIME, A.ORDER_KEY, A.SEARCHED
            FROM AM_API A WHERE\s""";

    private ApiChanges() {}

    /** The state that the catalogue is in. */
    static Mark now(Handle sql) {
        return sql.select("SELECT EPOCH, STAMP FROM APIM_CATALOG")
                .map(ApiChanges::mark)
                .one();
    }

    private static Mark mark(RowView found) {
        return new Mark(found.getColumn("EPOCH", Long.class), found.getColumn("STAMP", Long.class));
    }

    /** From here on nobody else adds, changes or removes an API, until the transaction ends. Before anything is written. */
    static void takeTurn(Handle sql) {
        sql.execute("UPDATE APIM_CATALOG_TURN SET TURN = TURN");
    }

    /**
     * The catalogue is another one from now on because of this API. The last thing in a transaction: on Derby, who lists APIs
     * waits from here to its end.
     */
    static void note(Handle sql, long number) {
        sql.execute(
                "UPDATE APIM_CATALOG SET EPOCH = EPOCH + 1, STAMP = ?",
                ThreadLocalRandom.current().nextLong());
        Mark now = now(sql);
        sql.execute(
                "INSERT INTO APIM_API_CHANGE (EPOCH, STAMP, API_ID) VALUES (?, ?, ?)",
                now.epoch(),
                now.stamp(),
                number);
        sql.execute("DELETE FROM APIM_API_CHANGE WHERE EPOCH = ?", now.epoch() - KEPT);
    }

    /** The numbers of the APIs that are others since an earlier state, or gone; empty if that is not known. */
    static Optional<List<Long>> since(Handle sql, Mark earlier, Mark now) {
        if (earlier.epoch() > now.epoch() || now.epoch() - earlier.epoch() > KEPT) {
            return Optional.empty();
        }
        List<Change> changes = sql.select("""
                        SELECT C.EPOCH, C.STAMP, C.API_ID
                        FROM APIM_API_CHANGE C --DERBY-PROPERTIES constraint=APIM_API_CHANGE_PK
                        WHERE C.EPOCH >= ? AND C.EPOCH <= ? ORDER BY C.EPOCH""", earlier.epoch(), now.epoch())
                .map(found -> new Change(mark(found), found.getColumn("API_ID", Long.class)))
                .list();
        // A server of an older version counts on without a note: then it is not known what changed.
        boolean known = changes.size() == now.epoch() - earlier.epoch() + 1
                && changes.get(0).made().equals(earlier)
                && changes.get(changes.size() - 1).made().equals(now);
        return known
                ? Optional.of(
                        changes.stream().skip(1).map(Change::number).distinct().toList())
                : Optional.empty();
    }

    /** Of these numbers, the APIs that there are. */
    static List<IndexedApi> apis(Handle sql, Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return sql.select(SELECT + "A.API_ID IN (" + Rows.marks(numbers.size()) + ")", numbers.toArray())
                .map(ApiChanges::api)
                .list();
    }

    /** The first APIs after a number, by number. */
    static List<IndexedApi> apisAfter(Handle sql, long number, int most) {
        return sql.select(SELECT + "A.API_ID > ? ORDER BY A.API_ID OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY", number, most)
                .map(ApiChanges::api)
                .list();
    }

    private static IndexedApi api(RowView found) {
        return new IndexedApi(
                found.getColumn("API_ID", Long.class),
                ApiRows.id(found),
                found.getColumn("STATUS", ApiStatus.class),
                ApiRows.visibility(found),
                found.getColumn("TAGS", Words.class).list(),
                found.getColumn("UPDATED_TIME", Instant.class),
                found.getColumn("ORDER_KEY", String.class),
                SearchedApi.parse(found.getColumn("SEARCHED", String.class)));
    }

    /** What made the catalogue another one. */
    private record Change(Mark made, long number) {}
}
