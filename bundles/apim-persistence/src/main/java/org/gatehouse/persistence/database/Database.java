package org.gatehouse.persistence.database;

import java.sql.Connection;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Where transactions begin and end. Work is done again when it got in another transaction's way, so it must have no
 * effect but on the database.
 */
public final class Database {
    private static final int ATTEMPTS = 5;

    private final Jdbi jdbi;
    private final DatabaseThreads threads;

    /** The one that the source connects to, asked on these threads. */
    public Database(DataSource source, DatabaseThreads threads) {
        this(source, threads, SqlLogger.NOP_SQL_LOGGER);
    }

    /** The same, with somebody who is told of each statement. */
    public Database(DataSource source, DatabaseThreads threads, SqlLogger logger) {
        this.threads = threads;
        jdbi = Jdbi.create(source).installPlugin(new ColumnTypes());
        jdbi.getConfig(SqlStatements.class).setSqlLogger(logger);
    }

    /** For work within a transaction that somebody else has begun on the connection, and ends. */
    public static Handle within(Connection connection) {
        return Jdbi.create(connection).installPlugin(new ColumnTypes()).open();
    }

    /** All that the work does happens, or nothing of it. */
    public <T> T inTransaction(Function<Handle, T> work) {
        return withPatience(work, TransactionIsolationLevel.READ_COMMITTED);
    }

    /** The same for work without a result. */
    public void transact(Consumer<Handle> work) {
        inTransaction(sql -> {
            work.accept(sql);
            return true;
        });
    }

    /** For work that reads in several steps what belongs together. */
    public <T> T inSnapshot(Function<Handle, T> work) {
        return withPatience(work, TransactionIsolationLevel.REPEATABLE_READ);
    }

    /** For work that looks for a row and adds it if missing: once more if somebody else added it in between. */
    public <T> T settle(Function<Handle, T> work) {
        try {
            return inTransaction(work);
        } catch (DatabaseFailure e) {
            if (e.isDuplicate()) {
                return inTransaction(work);
            }
            throw e;
        }
    }

    private <T> T withPatience(Function<Handle, T> work, TransactionIsolationLevel isolation) {
        return threads.call(() -> patiently(work, isolation));
    }

    private <T> T patiently(Function<Handle, T> work, TransactionIsolationLevel isolation) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work, isolation);
            } catch (DatabaseFailure e) {
                if (e.isTooLong()) {
                    throw new Invalid("text: longer than its place in the database (expected: a shorter one)", e);
                }
                if (e.isNoText()) {
                    throw new Invalid("text: a character of code 0, or half of one (expected: text)", e);
                }
                if (e.isAway()) {
                    throw new Unavailable("database: the connection is lost", e);
                }
                if (!e.isClash() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private <T> T once(Function<Handle, T> work, TransactionIsolationLevel isolation) {
        // Not jdbi.inTransaction: that keeps the handle on the thread, and so this bundle on threads of others.
        try (Handle handle = jdbi.open()) {
            if (handle.getTransactionIsolationLevel() != isolation) {
                // The pool sets it back when the connection returns to it.
                handle.setTransactionIsolationLevel(isolation);
            }
            return handle.inTransaction(work::apply);
        } catch (ConnectionException e) {
            throw new Unavailable("database: no connection", e);
        } catch (JdbiException e) {
            throw DatabaseFailure.of(e);
        }
    }
}
