package org.gatehouse.persistence.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.SearchTerm;
import org.gatehouse.domain.catalog.SearchedApi;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.persistence.database.Rows;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A query of APIs as a condition on AM_API A, with its values. */
final class ApiCondition {
    private final Map<String, Object> values = new HashMap<>();
    private final String text;

    /** In the tenant of the query; of an unknown one, nothing. */
    static ApiCondition of(Handle sql, ApiQuery query) {
        return new ApiCondition(
                query,
                sql.select("SELECT UM_ID FROM UM_TENANT WHERE UM_DOMAIN_NAME = ?", query.tenant())
                        .mapTo(Integer.class)
                        .findFirst()
                        .orElse(Integer.MIN_VALUE));
    }

    private ApiCondition(ApiQuery query, int tenant) {
        StringBuilder where = new StringBuilder("FROM AM_API A" + index(query) + "WHERE A.TENANT_ID = :tenant");
        values.put("tenant", tenant);
        if (query.provider() != null) {
            where.append(" AND A.API_PROVIDER = :provider");
            values.put("provider", query.provider());
        }
        if (query.name() != null) {
            where.append(" AND A.API_NAME = :name");
            values.put("name", query.name());
        }
        where.append(allowed("A", query));
        if (query.newestOnly()) {
            where.append(" AND NOT EXISTS (SELECT B.API_ID FROM AM_API B" + by("IDX_API_PN")
                            + "WHERE B.API_PROVIDER = A.API_PROVIDER"
                            + " AND B.API_NAME = A.API_NAME AND B.ORDER_KEY > A.ORDER_KEY")
                    .append(allowed("B", query))
                    .append(")");
        }
        query.terms()
                .forEach(term ->
                        where.append(" AND (").append(found(query, term)).append(")"));
        if (!query.tag().isEmpty()) {
            where.append(" AND A.API_ID IN (SELECT G.API_ID FROM APIM_API_TAG G WHERE G.TAG = :tag)");
            values.put("tag", query.tag());
        }
        text = where.toString();
    }

    private String found(ApiQuery query, SearchTerm term) {
        String name = "term" + values.size();
        List<String> any = new ArrayList<>();
        if (!term.statuses().isEmpty()) {
            any.add("A.STATUS IN (" + names(term.statuses()) + ")");
        }
        if (!SearchedApi.places(term).isEmpty()) {
            any.add("A.SEARCHED LIKE :" + name + " ESCAPE '!'");
            values.put(name, SearchedApi.pattern(term, Rows::escaped));
        }
        if (term.looksIntoDocuments()) {
            any.add("EXISTS (SELECT D.DOCUMENT_ID FROM APIM_DOCUMENT D"
                    + " JOIN APIM_DOCUMENT_TEXT T ON T.DOCUMENT_ID = D.DOCUMENT_ID"
                    + " WHERE D.API_ID = A.API_ID AND T.SEARCHED LIKE :doc" + name + " ESCAPE '!'"
                    + " AND D.VISIBILITY IN (" + names(query.documentsSeen()) + "))");
            values.put("doc" + name, "%" + Rows.escaped(term.text()) + "%");
        }
        return any.isEmpty() ? "1 = 0" : String.join(" OR ", any);
    }

    /** The order of the list, if most of what comes in it is wanted; who looks for something finds it faster otherwise. */
    private static String index(ApiQuery query) {
        if (query.name() != null) {
            return by("IDX_API_PN");
        }
        if (!query.terms().isEmpty() || !query.tag().isEmpty()) {
            return " ";
        }
        return switch (query.order()) {
            case NAME -> by("IDX_API_OK");
            case STATUS -> by("IDX_API_ST");
            case CHANGED -> by("IDX_API_UT");
        };
    }

    /** For Derby, which would rather read and sort the whole table; for PostgreSQL a remark. */
    private static String by(String index) {
        return " --DERBY-PROPERTIES index=" + index + "\n";
    }

    private String allowed(String table, ApiQuery query) {
        StringBuilder condition = new StringBuilder();
        if (!query.statuses().isEmpty()) {
            condition.append(" AND " + table + ".STATUS IN (" + names(query.statuses()) + ")");
        }
        Viewer viewer = query.viewer();
        if (viewer != null && !viewer.provider()) {
            condition.append(" AND (").append(table).append(".VISIBILITY = 'PUBLIC'");
            if (viewer.ofTenant()) {
                condition.append(" OR ").append(table).append(".VISIBILITY = 'PRIVATE'");
                condition.append(roles(table, viewer.roles()));
            }
            condition.append(")");
        }
        return condition.toString();
    }

    private static <T extends Enum<T>> String names(Set<T> some) {
        return new TreeSet<>(some).stream().map(Enum::name).collect(Collectors.joining("', '", "'", "'"));
    }

    private String roles(String table, Set<String> roles) {
        if (roles.isEmpty()) {
            return "";
        }
        StringBuilder any = new StringBuilder();
        for (String role : new TreeSet<>(roles)) {
            String name = "role" + any.length();
            any.append(any.isEmpty() ? "" : " OR ")
                    .append("',' || ")
                    .append(table)
                    .append(".VISIBLE_ROLES || ',' LIKE :")
                    .append(name)
                    .append(" ESCAPE '!'");
            values.put(name, "%," + Rows.escaped(role) + ",%");
        }
        return " OR (" + table + ".VISIBILITY = 'RESTRICTED' AND (" + any + "))";
    }

    String text() {
        return text;
    }

    Query bind(Query query) {
        return query.bindMap(values);
    }
}
