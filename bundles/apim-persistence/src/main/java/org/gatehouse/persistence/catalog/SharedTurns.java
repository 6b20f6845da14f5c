package org.gatehouse.persistence.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.LocalTurns;
import org.gatehouse.domain.catalog.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns among servers that share a PostgreSQL: its advisory locks, held by a transaction that does nothing else and ends with
 * the turn, or with the server. Within a server, threads take turns first, so that a few connections are enough.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">PostgreSQL, advisory locks</a>
 */
public final class SharedTurns implements Turns {
    /** The rest of the pool's connections is for what is done in the turns. */
    private static final int AT_ONCE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(SharedTurns.class);
    private static final int PATIENCE_SECONDS = 30;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String ALL = "all APIs";

    private final Turns local = new LocalTurns();
    private final Semaphore connections = new Semaphore(AT_ONCE, true);
    /** The transaction of the turn that this thread has. */
    private static final ThreadLocal<Connection> OPEN = new ThreadLocal<>();

    private final DataSource source;

    /** By the locks of that PostgreSQL. */
    public SharedTurns(DataSource source) {
        this.source = source;
    }

    @Override
    public <T> T of(ApiId api, Supplier<T> change) {
        return local.of(api, () -> shared(Turns.name(api), change));
    }

    @Override
    public <T> T ofNames(String tenant, Supplier<T> change) {
        return local.ofNames(tenant, () -> shared("names of " + tenant, change));
    }

    @Override
    public <T> T ofAll(Supplier<T> change) {
        return local.ofAll(() -> inTransaction(connection -> {
            lock(connection, "pg_advisory_xact_lock", ALL);
            return change.get();
        }));
    }

    private <T> T shared(String what, Supplier<T> change) {
        return inTransaction(connection -> {
            lock(connection, "pg_advisory_xact_lock_shared", ALL);
            lock(connection, "pg_advisory_xact_lock", what);
            return change.get();
        });
    }

    private <T> T inTransaction(Turn<T> turn) {
        Connection outer = OPEN.get();
        try {
            return outer == null ? inNewTransaction(turn) : turn.take(outer);
        } catch (SQLException e) {
            throw new Unavailable(
                    LOCK_NOT_AVAILABLE.equals(e.getSQLState())
                            ? "Another server changes the same (expected: a try again when that has ended)"
                            : "database: no turn from it",
                    e);
        }
    }

    private <T> T inNewTransaction(Turn<T> turn) throws SQLException {
        acquire();
        try {
            Connection connection = source.getConnection();
            OPEN.set(connection);
            try (Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("SET LOCAL lock_timeout = '" + PATIENCE_SECONDS + "s'");
                return turn.take(connection);
            } finally {
                OPEN.remove();
                end(connection);
            }
        } finally {
            connections.release();
        }
    }

    /** What was done in the turn is done, even if its locks have gone with their connection. */
    private static void end(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            LOG.warn("A turn lost its connection to the database before it ended: {}", e.toString());
        }
    }

    private void acquire() {
        try {
            if (!connections.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Unavailable("Too many changes at once (expected: at most " + AT_ONCE + ")");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The wait for a turn was interrupted", e);
        }
    }

    /** A lock that does not come leaves those that are held. */
    private static void lock(Connection connection, String function, String what) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + function + "(?)")) {
            statement.setLong(1, number(what));
            statement.execute();
        } catch (SQLException e) {
            connection.rollback(before);
            throw e;
        }
        connection.releaseSavepoint(before);
    }

    private static long number(String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }

    /** What is done while the locks are held. */
    @FunctionalInterface
    private interface Turn<T> {
        T take(Connection connection) throws SQLException;
    }
}
