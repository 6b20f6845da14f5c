package org.gatehouse.persistence.catalog;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.Rows;
import org.gatehouse.persistence.database.Words;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Lists of APIs. A text is looked for in an index, which is asked for the numbers of a page; all else is asked of the database, as
 * is a text while there is no index. How many a query finds there is counted once for each state of the catalogue, which has a
 * number in the table APIM_CATALOG; all else of a page costs the same however many there are.
 */
public final class ApiSearch {
    /** What a list shows. Of an application that is at several tiers the first is counted: Derby never lets go of a DISTINCT. */
    public static final String SELECT = """
            SELECT A.API_ID, A.API_PROVIDER, A.API_NAME, A.API_VERSION, A.CONTEXT_TEMPLATE, A.STATUS,
              A.DESCRIPTION, A.TAGS, A.THUMBNAIL, A.WSDL, A.WADL,
              A.BUSINESS_OWNER, A.BUSINESS_OWNER_EMAIL, A.TECHNICAL_OWNER, A.TECHNICAL_OWNER_EMAIL,
              A.VISIBILITY, A.VISIBLE_ROLES, A.TIERS, A.DEFAULT_VERSION, A.UPDATED_TIME, A.REVISION,
              (SELECT COUNT(*) FROM AM_SUBSCRIPTION N WHERE N.API_ID = A.API_ID AND NOT EXISTS (
                SELECT O.API_ID FROM AM_SUBSCRIPTION O WHERE O.API_ID = N.API_ID
                AND O.APPLICATION_ID = N.APPLICATION_ID AND O.TIER_ID < N.TIER_ID)) AS SUBSCRIBERS
            """;

    private static final String BY_NAME = " ORDER BY A.ORDER_KEY";
    private static final int MOST_TOTALS = 1_000;

    private final Database database;
    private final @Nullable FreshIndex index;
    private Totals totals = new Totals(-1);

    ApiSearch(Database database, @Nullable FreshIndex index) {
        this.database = database;
        this.index = index;
    }

    Page<ApiSummary> page(ApiQuery query, PageRequest wanted) {
        if (index == null || query.text().isEmpty()) {
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

    /** A text is looked for in every API that the rest of the query finds. */
    private Page<ApiSummary> read(ApiQuery query, PageRequest wanted) {
        return database.inTransaction(sql -> {
            Condition condition = new Condition(query, tenant(sql, query));
            List<Long> numbers = condition
                    .bind(sql.createQuery("SELECT A.API_ID " + condition.text() + order(query)
                            + " OFFSET :offset ROWS FETCH NEXT :size ROWS ONLY"))
                    .bind("offset", wanted.offset())
                    .bind("size", wanted.size())
                    .mapTo(Long.class)
                    .list();
            return new Page<>(rows(sql, numbers, order(query)), total(sql, query, condition));
        });
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
            Condition condition = new Condition(query, tenant(sql, query));
            return condition
                    .bind(sql.createQuery(SELECT + condition.text() + order(query)))
                    .map(ApiRows::summary)
                    .list();
        });
    }

    /** The number of the query's tenant; of an unknown one, one that nobody has. */
    private static int tenant(Handle sql, ApiQuery query) {
        return sql.select("SELECT UM_ID FROM UM_TENANT WHERE UM_DOMAIN_NAME = ?", query.tenant())
                .mapTo(Integer.class)
                .findFirst()
                .orElse(Integer.MIN_VALUE);
    }

    /** Counted once for each state of the catalogue, too. */
    List<TagCount> tags(ApiQuery query, int most) {
        return database.inTransaction(sql -> {
            Totals known = totalsAt(epoch(sql));
            Tags wanted = new Tags(counting(query), most);
            return known.tags.get(wanted, () -> counted(sql, wanted));
        });
    }

    /** Counted here: Derby looks at all tags once for each API if it is to do so. */
    private static List<TagCount> counted(Handle sql, Tags wanted) {
        Condition condition = new Condition(wanted.query(), tenant(sql, wanted.query()));
        Map<String, Long> counts = new TreeMap<>();
        condition
                .bind(sql.createQuery("SELECT A.TAGS " + condition.text()))
                .map(found -> found.getColumn("TAGS", Words.class).list())
                .forEach(tags -> tags.stream().distinct().forEach(tag -> counts.merge(tag, 1L, Long::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(wanted.most())
                .map(tag -> new TagCount(tag.getKey(), tag.getValue()))
                .toList();
    }

    private long total(Handle sql, ApiQuery query, Condition condition) {
        return totalsAt(epoch(sql))
                .counted
                .get(
                        counting(query),
                        () -> condition
                                .bind(sql.createQuery("SELECT COUNT(*) " + condition.text()))
                                .mapTo(Long.class)
                                .one());
    }

    private static long epoch(Handle sql) {
        return sql.select("SELECT EPOCH FROM APIM_CATALOG").mapTo(Long.class).one();
    }

    /** However they come, they are as many. */
    private static ApiQuery counting(ApiQuery query) {
        return query.by(ApiQuery.Order.NAME);
    }

    private synchronized Totals totalsAt(long epoch) {
        if (totals.epoch != epoch) {
            totals = new Totals(epoch);
        }
        return totals;
    }

    /** Of one state of the catalogue. */
    private static final class Totals {
        private final long epoch;
        private final Known<ApiQuery, Long> counted = new Known<>();
        private final Known<Tags, List<TagCount>> tags = new Known<>();

        private Totals(long epoch) {
            this.epoch = epoch;
        }
    }

    /** So many tags of what a query finds. */
    private record Tags(ApiQuery query, int most) {}

    /** What was asked for last. */
    private static final class Known<K, V> {
        private final Map<K, V> known = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST_TOTALS;
            }
        };

        /** Others may ask meanwhile: nobody waits for what somebody else is counting. */
        private V get(K key, Supplier<V> counted) {
            V value = find(key);
            if (value == null) {
                value = counted.get();
                put(key, value);
            }
            return value;
        }

        private synchronized @Nullable V find(K key) {
            return known.get(key);
        }

        private synchronized void put(K key, V value) {
            known.put(key, value);
        }
    }

    /** A query as a condition on AM_API A, with its values. */
    private static final class Condition {
        private final Map<String, Object> values = new HashMap<>();
        private final String text;

        private Condition(ApiQuery query, int tenant) {
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
            if (!query.text().isEmpty()) {
                Set<ApiStatus> statuses = query.statusesOfText();
                where.append(" AND (A.SEARCHED LIKE :text ESCAPE '!'")
                        .append(statuses.isEmpty() ? "" : " OR A.STATUS IN (" + names(statuses) + ")")
                        .append(")");
                values.put("text", "%" + escaped(query.lowerText()) + "%");
            }
            if (!query.tag().isEmpty()) {
                where.append(" AND A.API_ID IN (SELECT G.API_ID FROM APIM_API_TAG G WHERE G.TAG = :tag)");
                values.put("tag", query.tag());
            }
            text = where.toString();
        }

        /** The order of the list, if most of what comes in it is wanted; who looks for something finds it faster otherwise. */
        private static String index(ApiQuery query) {
            if (query.name() != null) {
                return by("IDX_API_PN");
            }
            if (!query.text().isEmpty() || !query.tag().isEmpty()) {
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

        private static String names(Set<ApiStatus> statuses) {
            return new TreeSet<>(statuses).stream().map(ApiStatus::name).collect(Collectors.joining("', '", "'", "'"));
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
                values.put(name, "%," + escaped(role) + ",%");
            }
            return " OR (" + table + ".VISIBILITY = 'RESTRICTED' AND (" + any + "))";
        }

        private static String escaped(String text) {
            return text.replaceAll("([!%_])", "!$1");
        }

        private String text() {
            return text;
        }

        private Query bind(Query query) {
            return query.bindMap(values);
        }
    }
}
