package org.gatehouse.persistence;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseThreads;
import org.jdbi.v3.core.statement.SqlLogger;

/**
 * One database for all tests: Derby in memory, or that of the system property {@code apim.database.url}, for instance a
 * PostgreSQL whose content may be lost.
 */
public final class TestDatabase implements DataSource {
    private static final String URL = System.getProperty("apim.database.url", "jdbc:derby:memory:apim;create=true");
    private static final List<String> TABLES = List.of(
            "AM_SUBSCRIPTION",
            "AM_APPLICATION",
            "AM_SUBSCRIBER",
            "AM_API",
            "AM_APP_KEY_DOMAIN_MAPPING",
            "AM_TIER_PERMISSIONS",
            "IDN_OAUTH_CONSUMER_APPS",
            "APIM_REGISTRY",
            "UM_USER",
            "UM_ROLE",
            "APIM_SPENT_ASSERTION");

    private final String url;

    TestDatabase(String url) {
        this.url = url;
    }

    /** Where connections to it come from. */
    static DataSource source() {
        return new TestDatabase(URL);
    }

    /** The tables, current and without rows. */
    public static Database empty() {
        return empty(SqlLogger.NOP_SQL_LOGGER);
    }

    /** The same, with somebody who is told of each statement. */
    static Database empty(SqlLogger logger) {
        TestDatabase source = new TestDatabase(URL);
        Schema.bringUpToDate(source);
        Database database = new Database(source, new DatabaseThreads(), logger);
        database.transact(sql -> {
            TABLES.forEach(table -> sql.execute("DELETE FROM " + table));
            sql.execute("DELETE FROM UM_TENANT WHERE UM_ID > 0");
        });
        return database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
