package org.gatehouse.persistence.keys;

import java.time.Instant;
import org.gatehouse.domain.keys.SpentAssertions;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;

/** Assertions in the table APIM_SPENT_ASSERTION, each by the digest of its issuer and id, which may be of any length. */
public final class SpentAssertionTable implements SpentAssertions {
    private final Database database;

    public SpentAssertionTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean spend(String issuer, String id, Instant until) {
        try {
            database.transact(sql -> sql.execute(
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
                sql -> sql.execute("DELETE FROM APIM_SPENT_ASSERTION WHERE TIME_EXPIRES < ?", before));
    }
}
