package org.gatehouse.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.gatehouse.persistence.catalog.ApiKeys;
import org.gatehouse.persistence.catalog.DocumentTexts;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to the newest step: numbered SQL files, run once each, in order, forward only. The step that a
 * database is at stands in its table APIM_SCHEMA, so that a start with current tables costs one query.
 */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    /** From here on APIs are found by keys as they are today; what these are made from is there only after this step. */
    private static final String WITH_KEYS = "021-originals.sql";

    private static final String WITH_DOCUMENT_TEXT = "016-document-text.sql";

    private static final List<String> STEPS = List.of(
            "001-foundation.sql",
            "002-token-scope.sql",
            "003-authorization.sql",
            "004-token-format.sql",
            "005-profiles.sql",
            "006-tenants.sql",
            "007-registry-stamps.sql",
            "008-spent-assertions.sql",
            "009-lists.sql",
            "010-orders.sql",
            "011-revision.sql",
            "012-search.sql",
            "013-documents.sql",
            "014-definitions.sql",
            "015-default-version.sql",
            WITH_DOCUMENT_TEXT,
            "017-revisions.sql",
            "018-decisions.sql",
            "019-token-fingerprint.sql",
            "020-places.sql",
            WITH_KEYS);

    /** A number of ours among PostgreSQL's advisory locks; those of turns are pairs. */
    private static final long MIGRATION = 0x6761_7465_686f_7573L;

    private Schema() {}

    static void bringUpToDate(DataSource source) {
        bringTo(STEPS.size(), source);
    }

    /** To that step and no further, if the tables are not there yet. */
    static void bringTo(int step, DataSource source) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boolean shared = !isDerby(connection);
            if (shared) {
                alone(connection, "pg_advisory_lock");
            }
            try {
                bringTo(step, connection);
            } finally {
                if (shared) {
                    connection.rollback();
                    alone(connection, "pg_advisory_unlock");
                }
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("migration", e);
        }
    }

    private static void bringTo(int last, Connection connection) throws SQLException {
        for (int next = step(connection); next < last; next++) {
            run(connection, STEPS.get(next), next + 1);
            LOG.info("Database is at step {}", STEPS.get(next));
        }
        connection.commit();
    }

    /** Of servers that start at once on one database, one brings it up to date, and the others wait for it. */
    private static void alone(Connection connection, String verb) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT " + verb + "(" + MIGRATION + ")");
        }
        connection.commit();
    }

    private static int step(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT STEP FROM APIM_SCHEMA")) {
            found.next();
            return found.getInt(1);
        } catch (SQLException noTableYet) {
            // PostgreSQL wants the failed transaction ended before anything else.
            connection.rollback();
            return 0;
        }
    }

    private static void run(Connection connection, String file, int step) throws SQLException {
        boolean derby = isDerby(connection);
        String script = read(file)
                .replace("${bytes}", derby ? "BLOB" : "BYTEA")
                .replace("${derby}", derby ? "" : "--")
                .replace("${postgres}", derby ? "--" : "")
                .replace("${binary}", derby ? "" : "COLLATE \"C\"");
        try (Statement statement = connection.createStatement()) {
            for (String command : script.replaceAll("(?m)^--.*$", "").split(";")) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
            statement.executeUpdate("UPDATE APIM_SCHEMA SET STEP = " + step);
        }
        if (file.equals(WITH_KEYS)) {
            ApiKeys.fill(Database.within(connection));
        } else if (file.equals(WITH_DOCUMENT_TEXT)) {
            DocumentTexts.fill(Database.within(connection));
        }
        connection.commit();
    }

    /** Derby inside this process, which nobody else has open. */
    static boolean isDerby(Connection connection) throws SQLException {
        return connection
                .getMetaData()
                .getDatabaseProductName()
                .toLowerCase(Locale.ROOT)
                .contains("derby");
    }

    private static String read(String file) {
        try (InputStream in = Schema.class.getResourceAsStream("migrations/" + file)) {
            if (in == null) {
                throw new IllegalStateException("missing migration: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
