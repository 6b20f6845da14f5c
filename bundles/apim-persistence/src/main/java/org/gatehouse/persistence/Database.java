package org.gatehouse.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;

/**
 * Where transactions begin and end. Work is done again when it got in another transaction's way, so it must have no
 * effect but on the database.
 */
final class Database {
    private static final int ATTEMPTS = 5;

    private final DataSource source;
    private final DatabaseThreads threads;

    Database(DataSource source, DatabaseThreads threads) {
        this.source = source;
        this.threads = threads;
    }

    /** All that the work does happens, or nothing of it. */
    <T> T inTransaction(Function<Sql, T> work) {
        return withPatience(work, Connection.TRANSACTION_READ_COMMITTED);
    }

    /** The same for work without a result. */
    void transact(Consumer<Sql> work) {
        inTransaction(sql -> {
            work.accept(sql);
            return true;
        });
    }

    /** For work that reads in several steps what belongs together. */
    <T> T inSnapshot(Function<Sql, T> work) {
        return withPatience(work, Connection.TRANSACTION_REPEATABLE_READ);
    }

    /** For work that looks for a row and adds it if missing: once more if somebody else added it in between. */
    <T> T settle(Function<Sql, T> work) {
        try {
            return inTransaction(work);
        } catch (DatabaseFailure e) {
            if (e.isDuplicate()) {
                return inTransaction(work);
            }
            throw e;
        }
    }

    private <T> T withPatience(Function<Sql, T> work, int isolation) {
        return threads.call(() -> patiently(work, isolation));
    }

    private <T> T patiently(Function<Sql, T> work, int isolation) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work, isolation);
            } catch (DatabaseFailure e) {
                if (e.isTooLong()) {
                    throw new Invalid("text: longer than its place in the database (expected: a shorter one)", e);
                }
                if (!e.isClash() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private <T> T once(Function<Sql, T> work, int isolation) {
        try (Connection connection = connect()) {
            // The pool sets both back when the connection returns to it.
            connection.setAutoCommit(false);
            if (connection.getTransactionIsolation() != isolation) {
                connection.setTransactionIsolation(isolation);
            }
            return commit(connection, work);
        } catch (SQLException e) {
            throw new DatabaseFailure("transaction", e);
        }
    }

    private static <T> T commit(Connection connection, Function<Sql, T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.apply(new Sql(connection));
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    private Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new Unavailable("database: no connection", e);
        }
    }
}
