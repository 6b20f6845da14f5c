package org.gatehouse.persistence.database;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;

/** What the database said no to. It tells the statement and never its values, among which are secrets. */
public final class DatabaseFailure extends RuntimeException {
    private final String state;

    /** Says what was tried. */
    public DatabaseFailure(String doing, SQLException cause) {
        super(doing + ": " + firstLine(cause), withoutValues(cause));
        state = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** PostgreSQL tells in its second line whose value it was; for a batch, in front of what went wrong with it. */
    private static String firstLine(SQLException failure) {
        SQLException within = failure instanceof BatchUpdateException ? failure.getNextException() : null;
        SQLException answer = within == null ? failure : within;
        return String.valueOf(answer.getMessage()).lines().findFirst().orElse("");
    }

    private static SQLException withoutValues(SQLException answer) {
        SQLException told = new SQLException(firstLine(answer), answer.getSQLState(), answer.getErrorCode());
        told.setStackTrace(answer.getStackTrace());
        return told;
    }

    /** What is under a failure that has come out of a transaction; that failure itself if the database is not. */
    static RuntimeException of(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException answer) {
                return new DatabaseFailure(doing(failure), answer);
            }
        }
        return failure;
    }

    private static String doing(JdbiException failure) {
        if (failure instanceof StatementException statement && statement.getStatementContext() != null) {
            return String.valueOf(statement.getStatementContext().getRawSql());
        }
        return "transaction";
    }

    // The states are the same in Derby and PostgreSQL, but for the second kind of clash.

    /** Whether a row of that key was there already. */
    public boolean isDuplicate() {
        return state.equals("23505");
    }

    /** Whether the connection was lost, or nobody is let in for now: class 08, and 57P01 to 57P03. */
    public boolean isAway() {
        return state.startsWith("08") || state.startsWith("57P0");
    }

    /** Whether a text has a character that the database cannot hold: in PostgreSQL, that of code 0. */
    public boolean isNoText() {
        return state.equals("22021");
    }

    /** Whether a text does not fit its column. */
    public boolean isTooLong() {
        return state.equals("22001");
    }

    /** Whether two transactions got in each other's way; this one may succeed when done again. */
    public boolean isClash() {
        return state.equals("40001") || state.equals("40P01");
    }
}
