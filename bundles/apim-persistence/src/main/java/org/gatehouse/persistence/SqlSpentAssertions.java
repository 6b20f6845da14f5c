package org.gatehouse.persistence;

import java.time.Instant;
import org.gatehouse.domain.keys.SpentAssertions;

/** Assertions in the table APIM_SPENT_ASSERTION, each by the digest of its issuer and id, which may be of any length. */
final class SqlSpentAssertions implements SpentAssertions {
    private final Database database;

    SqlSpentAssertions(Database database) {
        this.database = database;
    }

    @Override
    public boolean spend(String issuer, String id, Instant until) {
        try {
            database.transact(sql -> sql.change(
                    "INSERT INTO APIM_SPENT_ASSERTION (ASSERTION_DIGEST, TIME_EXPIRES) VALUES (?, ?)",
                    Digest.of(issuer.length() + " " + issuer + id),
                    until));
            return true;
        } catch (DatabaseFailure e) {
            if (e.isDuplicate()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public int removeOver(Instant before) {
        return database.inTransaction(
                sql -> sql.change("DELETE FROM APIM_SPENT_ASSERTION WHERE TIME_EXPIRES < ?", before));
    }
}
