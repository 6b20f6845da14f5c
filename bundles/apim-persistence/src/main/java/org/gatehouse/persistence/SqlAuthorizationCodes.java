package org.gatehouse.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.gatehouse.domain.keys.AuthorizationCode;
import org.gatehouse.domain.keys.AuthorizationCodes;

/** Codes in the table IDN_OAUTH2_AUTHORIZATION_CODE, where only their digests stand. */
final class SqlAuthorizationCodes implements AuthorizationCodes {
    private static final String WAITING = "ACTIVE";
    private static final String TAKEN = "INACTIVE";

    private final Database database;
    private final Seal seal;

    SqlAuthorizationCodes(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public void add(AuthorizationCode code) {
        database.transact(sql -> sql.change(
                """
                INSERT INTO IDN_OAUTH2_AUTHORIZATION_CODE (
                  AUTHORIZATION_CODE, CONSUMER_KEY, CALLBACK_URL, SCOPE, AUTHZ_USER,
                  TIME_AUTHENTICATED, TIME_EXPIRES, STATE, PKCE_CODE_CHALLENGE, NONCE)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Digest.of(code.value()),
                code.consumerKey(),
                code.redirectUri(),
                String.join(" ", code.scopes()),
                Columns.of(code.user()),
                code.authenticated(),
                code.expires(),
                WAITING,
                code.challenge(),
                code.nonce()));
    }

    @Override
    public Optional<AuthorizationCode> take(String value) {
        return database.inTransaction(sql -> {
            // The change comes first: it is what only one of several transactions can do.
            int taken = sql.change(
                    "UPDATE IDN_OAUTH2_AUTHORIZATION_CODE SET STATE = ? WHERE AUTHORIZATION_CODE = ? AND STATE = ?",
                    TAKEN,
                    Digest.of(value),
                    WAITING);
            return taken == 0
                    ? Optional.empty()
                    : sql.first(
                            "SELECT * FROM IDN_OAUTH2_AUTHORIZATION_CODE WHERE AUTHORIZATION_CODE = ?",
                            found -> code(value, found),
                            Digest.of(value));
        });
    }

    @Override
    public void exchanged(String value, String accessToken) {
        database.transact(sql -> sql.change(
                "UPDATE IDN_OAUTH2_AUTHORIZATION_CODE SET ACCESS_TOKEN = ? WHERE AUTHORIZATION_CODE = ?",
                seal.shut(accessToken),
                Digest.of(value)));
    }

    @Override
    public Optional<String> exchangedFor(String value) {
        return database.inTransaction(
                sql -> sql.first("""
                SELECT ACCESS_TOKEN FROM IDN_OAUTH2_AUTHORIZATION_CODE
                WHERE AUTHORIZATION_CODE = ? AND ACCESS_TOKEN IS NOT NULL""", found -> seal.open(found.getString("ACCESS_TOKEN")), Digest.of(value)));
    }

    @Override
    public int removeExpired(Instant before) {
        return database.inTransaction(
                sql -> sql.change("DELETE FROM IDN_OAUTH2_AUTHORIZATION_CODE WHERE TIME_EXPIRES < ?", before));
    }

    private static AuthorizationCode code(String value, ResultSet found) throws SQLException {
        String scopes = found.getString("SCOPE");
        return new AuthorizationCode(
                value,
                found.getString("CONSUMER_KEY"),
                Columns.user(found, "AUTHZ_USER"),
                new TreeSet<>(scopes.isEmpty() ? List.of() : List.of(scopes.split(" "))),
                found.getString("CALLBACK_URL"),
                found.getString("PKCE_CODE_CHALLENGE"),
                found.getString("NONCE"),
                Columns.instant(found, "TIME_AUTHENTICATED"),
                Columns.instant(found, "TIME_EXPIRES"));
    }
}
