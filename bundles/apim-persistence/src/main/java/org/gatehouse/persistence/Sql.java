package org.gatehouse.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements within one transaction. */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** The rows that the query finds, in its order. */
    <T> List<T> list(String query, Row<T> row, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(connection.prepareStatement(query), values);
                ResultSet found = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row.read(found));
            }
            return rows;
        } catch (SQLException e) {
            throw new DatabaseFailure(query, e);
        }
    }

    /** The first row that the query finds. */
    <T> Optional<T> first(String query, Row<T> row, @Nullable Object... values) {
        return list(query, row, values).stream().findFirst();
    }

    /** Whether the query finds anything. */
    boolean any(String query, @Nullable Object... values) {
        return first(query, found -> true, values).isPresent();
    }

    /** Changes rows; returns how many. */
    int change(String statement, @Nullable Object... values) {
        try (PreparedStatement prepared = prepare(connection.prepareStatement(statement), values)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(statement, e);
        }
    }

    /** Adds a row; returns the number that the database gave it in the column. */
    long add(String column, String insert, @Nullable Object... values) {
        try (PreparedStatement statement =
                prepare(connection.prepareStatement(insert, new String[] {spelled(column)}), values)) {
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(insert, e);
        }
    }

    /** As the database itself spells it: PostgreSQL takes this name literally. */
    private String spelled(String column) throws SQLException {
        return connection.getMetaData().storesLowerCaseIdentifiers() ? column.toLowerCase(Locale.ROOT) : column;
    }

    private static PreparedStatement prepare(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant instant) {
                statement.setTimestamp(i + 1, Timestamp.from(instant), Columns.utc());
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                // A null has the type of its column: PostgreSQL takes no text for a time.
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet found) throws SQLException;
    }
}
