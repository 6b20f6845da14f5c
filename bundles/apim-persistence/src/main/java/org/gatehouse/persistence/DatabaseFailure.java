package org.gatehouse.persistence;

import java.sql.SQLException;

/** What the database said no to. */
final class DatabaseFailure extends RuntimeException {
    private final String state;

    DatabaseFailure(String doing, SQLException cause) {
        super(doing + ": " + cause.getMessage(), cause);
        state = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    // The states are the same in Derby and PostgreSQL, but for the second kind of clash.

    /** Whether a row of that key was there already. */
    boolean isDuplicate() {
        return state.equals("23505");
    }

    /** Whether a text does not fit its column. */
    boolean isTooLong() {
        return state.equals("22001");
    }

    /** Whether two transactions got in each other's way; this one may succeed when done again. */
    boolean isClash() {
        return state.equals("40001") || state.equals("40P01");
    }
}
