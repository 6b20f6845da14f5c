package org.gatehouse.persistence.database;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is asked of any table. */
public final class Rows {
    private Rows() {}

    /** Whether the query finds anything. */
    public static boolean any(Handle sql, String query, @Nullable Object... values) {
        return sql.select(query, values)
                .map((found, context) -> true)
                .findFirst()
                .isPresent();
    }

    /** Adds a row; returns the number that the database gave it in the column {@code number}. */
    public static long add(Handle sql, String table, String number, Map<String, ?> columns) {
        // In one order, so that there is one statement.
        Set<String> sorted = new TreeSet<>(columns.keySet());
        String names = String.join(", ", sorted);
        String values = sorted.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
        return sql.createUpdate("INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")")
                .bindMap(columns)
                .executeAndReturnGeneratedKeys(spelled(sql, number))
                .mapTo(Long.class)
                .one();
    }

    /** Changes the row that has the value in the column {@code key}; returns how many there are. */
    public static int change(Handle sql, String table, Map<String, ?> columns, String key, Object value) {
        String changes = new TreeSet<>(columns.keySet())
                .stream().map(column -> column + " = :" + column).collect(Collectors.joining(", "));
        return sql.createUpdate("UPDATE " + table + " SET " + changes + " WHERE " + key + " = :" + key)
                .bindMap(columns)
                .bind(key, value)
                .execute();
    }

    /** So many question marks. */
    public static String marks(int many) {
        return String.join(", ", Collections.nCopies(many, "?"));
    }

    /** As the database itself spells it: PostgreSQL takes this name literally. */
    private static String spelled(Handle sql, String column) {
        try {
            return sql.getConnection().getMetaData().storesLowerCaseIdentifiers()
                    ? column.toLowerCase(Locale.ROOT)
                    : column;
        } catch (SQLException e) {
            throw new DatabaseFailure("its spelling", e);
        }
    }
}
