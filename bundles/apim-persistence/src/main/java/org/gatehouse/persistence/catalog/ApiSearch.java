package org.gatehouse.persistence.catalog;

import java.util.List;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.Rows;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lists of APIs. An index is asked for the numbers of a page, and the database for what is shown of these; while there is no index
 * the database is asked for all. A page costs the same however many there are.
 */
public final class ApiSearch {
    /** What a list shows. Of an application that is at several tiers the first is counted: Derby never lets go of a DISTINCT. */
    public static final String SELECT = """
            SELECT A.API_ID, A.API_PROVIDER, A.API_NAME, A.API_VERSION, A.CONTEXT_TEMPLATE, A.STATUS,
              A.DESCRIPTION, A.TAGS, A.THUMBNAIL, A.WSDL, A.WADL,
              A.BUSINESS_OWNER, A.BUSINESS_OWNER_EMAIL, A.TECHNICAL_OWNER, A.TECHNICAL_OWNER_EMAIL,
              A.VISIBILITY, A.VISIBLE_ROLES, A.TIERS, A.DEFAULT_VERSION, A.UPDATED_TIME, A.REVISION, A.REDIRECT_URL, A.API_OWNER,
              (SELECT COUNT(*) FROM AM_SUBSCRIPTION N WHERE N.API_ID = A.API_ID AND NOT EXISTS (
                SELECT O.API_ID FROM AM_SUBSCRIPTION O WHERE O.API_ID = N.API_ID
                AND O.APPLICATION_ID = N.APPLICATION_ID AND O.TIER_ID < N.TIER_ID)) AS SUBSCRIBERS
            """;

    private static final String BY_NAME = " ORDER BY A.ORDER_KEY";

    private final Database database;
    private final @Nullable FreshIndex index;
    private final ApiCounts counts;

    ApiSearch(Database database, @Nullable FreshIndex index) {
        this.database = database;
        this.index = index;
        counts = new ApiCounts(database, index);
    }

    Page<ApiSummary> page(ApiQuery query, PageRequest wanted) {
        if (index == null) {
            return read(query, wanted);
        }
        return index.page(query, wanted)
                .map(found -> new Page<>(rows(query, found.items()), found.total()))
                .orElseGet(() -> read(query, wanted));
    }

    /** What is gone since it was found is left out, and so is what became another that the viewer must not see. */
    private List<ApiSummary> rows(ApiQuery query, List<Long> numbers) {
        return database.inTransaction(sql -> rows(sql, numbers, order(query))).stream()
                .filter(query::allows)
                .toList();
    }

    /** Where there is no index; a text is looked for in every API that the rest of the query finds. */
    private Page<ApiSummary> read(ApiQuery query, PageRequest wanted) {
        long total = counts.totalInDatabase(query);
        List<ApiSummary> items = database.inTransaction(sql -> {
            ApiCondition condition = ApiCondition.of(sql, query);
            List<Long> numbers = condition
                    .bind(sql.createQuery("SELECT A.API_ID " + condition.text() + order(query)
                            + " OFFSET :offset ROWS FETCH NEXT :size ROWS ONLY"))
                    .bind("offset", wanted.offset())
                    .bind("size", wanted.size())
                    .mapTo(Long.class)
                    .list();
            return rows(sql, numbers, order(query));
        });
        return new Page<>(items, total);
    }

    private static String order(ApiQuery query) {
        return switch (query.order()) {
            case NAME -> BY_NAME;
            case STATUS -> " ORDER BY A.STATUS, A.ORDER_KEY";
            case CHANGED -> " ORDER BY A.UPDATED_TIME DESC, A.ORDER_KEY";
        };
    }

    /** By name and version. */
    static List<ApiSummary> rows(Handle sql, List<Long> numbers) {
        return rows(sql, numbers, BY_NAME);
    }

    /** Read by their numbers, so that no database sorts more than these: what a list shows may be long. */
    private static List<ApiSummary> rows(Handle sql, List<Long> numbers, String order) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return sql.select(
                        SELECT + "FROM AM_API A WHERE A.API_ID IN (" + Rows.marks(numbers.size()) + ")" + order,
                        numbers.toArray())
                .map(ApiRows::summary)
                .list();
    }

    List<ApiSummary> list(ApiQuery query) {
        return database.inTransaction(sql -> {
            ApiCondition condition = ApiCondition.of(sql, query);
            return condition
                    .bind(sql.createQuery(SELECT + condition.text() + order(query)))
                    .map(ApiRows::summary)
                    .list();
        });
    }

    /** As {@link org.gatehouse.domain.catalog.Apis#tags}. */
    List<TagCount> tags(ApiQuery query, int most) {
        return counts.tags(query, most);
    }
}
