package org.gatehouse.persistence.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.SearchedApi;
import org.gatehouse.persistence.database.Rows;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What APIs are found by: derived from what is stored of them, in columns and rows with an index. */
public final class ApiKeys {
    private ApiKeys() {}

    /** Writes them anew for APIs of a database that had none, or others. */
    public static void fill(Handle sql) {
        for (Api api : ApiTable.all(sql)) {
            long number = ApiTable.number(sql, api.id());
            Rows.change(sql, "AM_API", columns(api), "API_ID", number);
            sql.execute("DELETE FROM APIM_API_TAG WHERE API_ID = ?", number);
            addTags(sql, number, api.description().tags());
        }
    }

    static Map<String, Object> columns(Api api) {
        return Map.of(
                "ORDER_KEY", OrderKey.of(api.id()),
                "NAME_KEY", name(api.id().name()),
                "UNVERSIONED", api.unversionedContext(),
                "SEARCHED", SearchedApi.of(api).text());
    }

    static String name(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static void addTags(Handle sql, long number, List<String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        PreparedBatch rows = sql.prepareBatch("INSERT INTO APIM_API_TAG (API_ID, TAG) VALUES (?, ?)");
        new HashSet<>(tags).forEach(tag -> rows.add(number, tag));
        rows.execute();
    }
}
