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

    /** A text as it stands in a LIKE with ESCAPE '!'. */
    public static String escaped(String text) {
        return text.replaceAll("([!%_])", "!$1");
    }

    /** Whether the query finds anything. */
    public static boolean any(Handle sql, String query, @Nullable Object... values) {
        return sql.select(query, values)
                .map((found, context) -> true)
                .findFirst()
                .isPresent();
    }

    /** Adds a row; returns the number that the database gave it in the column {@code number}. */
    public static long add(Handle sql, String table, String number, Map<String, ? extends @Nullable Object> columns) {
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
    public static int change(
            Handle sql, String table, Map<String, ? extends @Nullable Object> columns, String key, Object value) {
        String changes = new TreeSet<>(columns.keySet())
                .stream().map(column -> column + " = :" + column).collect(Collectors.joining(", "));
        return sql.createUpdate("UPDATE " + table + " SET " + changes + " WHERE " + key + " = :" + key)
                .bindMap(columns)
                .bind(key, value)
                .execute();
    }

    /**
     * Changes the row that has the value in the column {@code key}, if it is at that revision, and raises that; whether it was.
     */
    public static boolean changeFrom(
            Handle sql, String table, Map<String, ? extends @Nullable Object> columns, Row row) {
        String changes = new TreeSet<>(columns.keySet())
                .stream().map(column -> column + " = :" + column + ", ").collect(Collectors.joining());
        return sql.createUpdate("UPDATE " + table + " SET " + changes + "REVISION = REVISION + 1 WHERE " + row.key()
                                + " = :" + row.key() + " AND REVISION = :REVISION")
                        .bindMap(columns)
                        .bind(row.key(), row.number())
                        .bind("REVISION", row.revision())
                        .execute()
                > 0;
    }

    /**
     * A row as somebody has read it.
     *
     * @param key the column of its number
     * @param number its number
     * @param revision its revision
     */
    public record Row(String key, long number, long revision) {}

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
