package org.gatehouse.persistence.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.Words;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How many APIs there are, and with which tags. The index counts both; while there is none the database does, once for each state
 * of the catalogue, which has a number in the table APIM_CATALOG.
 */
final class ApiCounts {
    private static final int MOST_KNOWN = 1_000;

    private final Database database;
    private final @Nullable FreshIndex index;
    private State state = new State(-1);

    ApiCounts(Database database, @Nullable FreshIndex index) {
        this.database = database;
        this.index = index;
    }

    /** How many a query finds, though the index can't say so. */
    long totalInDatabase(ApiQuery query) {
        ApiQuery wanted = counting(query);
        return database.inTransaction(sql -> stateAt(epoch(sql)).totals.get(wanted, () -> counted(sql, wanted)));
    }

    private static long counted(Handle sql, ApiQuery query) {
        ApiCondition condition = ApiCondition.of(sql, query);
        return condition
                .bind(sql.createQuery("SELECT COUNT(*) " + condition.text()))
                .mapTo(Long.class)
                .one();
    }

    /** The tags of what a query finds, the most frequent first. */
    List<TagCount> tags(ApiQuery query, int most) {
        ApiQuery wanted = counting(query);
        Optional<Map<String, Long>> found = index == null ? Optional.empty() : index.tags(wanted);
        Map<String, Long> counts = found.orElseGet(() ->
                database.inTransaction(sql -> stateAt(epoch(sql)).tags.get(wanted, () -> countedTags(sql, wanted))));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(most)
                .map(tag -> new TagCount(tag.getKey(), tag.getValue()))
                .toList();
    }

    /** Counted here: Derby looks at all tags once for each API if it is to do so. */
    private static Map<String, Long> countedTags(Handle sql, ApiQuery query) {
        ApiCondition condition = ApiCondition.of(sql, query);
        Map<String, Long> counts = new TreeMap<>();
        condition
                .bind(sql.createQuery("SELECT A.TAGS " + condition.text()))
                .map(found -> found.getColumn("TAGS", Words.class).list())
                .forEach(tags -> tags.stream().distinct().forEach(tag -> counts.merge(tag, 1L, Long::sum)));
        return counts;
    }

    /** However they come, they are as many. */
    private static ApiQuery counting(ApiQuery query) {
        return query.by(ApiQuery.Order.NAME);
    }

    private static long epoch(Handle sql) {
        return sql.select("SELECT EPOCH FROM APIM_CATALOG").mapTo(Long.class).one();
    }

    private synchronized State stateAt(long epoch) {
        if (state.epoch != epoch) {
            state = new State(epoch);
        }
        return state;
    }

    /** What was counted of one state of the catalogue. */
    private static final class State {
        private final long epoch;
        private final Known<Long> totals = new Known<>();
        private final Known<Map<String, Long>> tags = new Known<>();

        private State(long epoch) {
            this.epoch = epoch;
        }
    }

    /** What was asked for last. */
    private static final class Known<V> {
        private final Map<ApiQuery, V> known = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ApiQuery, V> eldest) {
                return size() > MOST_KNOWN;
            }
        };

        /** Others may ask meanwhile: nobody waits for what somebody else is counting. */
        private V get(ApiQuery query, Supplier<V> counted) {
            V value = find(query);
            if (value == null) {
                value = counted.get();
                put(query, value);
            }
            return value;
        }

        private synchronized @Nullable V find(ApiQuery query) {
            return known.get(query);
        }

        private synchronized void put(ApiQuery query, V value) {
            known.put(query, value);
        }
    }
}
