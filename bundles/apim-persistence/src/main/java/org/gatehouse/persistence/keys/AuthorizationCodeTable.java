package org.gatehouse.persistence.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AuthorizationCode;
import org.gatehouse.domain.keys.AuthorizationCodes;
import org.gatehouse.persistence.database.Database;
import org.jdbi.v3.core.result.RowView;

/** Codes in the table IDN_OAUTH2_AUTHORIZATION_CODE, where only their digests stand. */
public final class AuthorizationCodeTable implements AuthorizationCodes {
    private static final String WAITING = "ACTIVE";
    private static final String TAKEN = "INACTIVE";

    private final Database database;
    private final Seal seal;

    public AuthorizationCodeTable(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public void add(AuthorizationCode code) {
        database.transact(sql -> sql.execute(
                """
                INSERT INTO IDN_OAUTH2_AUTHORIZATION_CODE (
                  AUTHORIZATION_CODE, CONSUMER_KEY, CALLBACK_URL, SCOPE, AUTHZ_USER,
                  TIME_AUTHENTICATED, TIME_EXPIRES, STATE, PKCE_CODE_CHALLENGE, NONCE)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Digest.of(code.value()),
                code.consumerKey(),
                code.redirectUri(),
                String.join(" ", code.scopes()),
                code.user(),
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
            int taken = sql.execute(
                    "UPDATE IDN_OAUTH2_AUTHORIZATION_CODE SET STATE = ? WHERE AUTHORIZATION_CODE = ? AND STATE = ?",
                    TAKEN,
                    Digest.of(value),
                    WAITING);
            return taken == 0
                    ? Optional.empty()
                    : sql.select(
                                    "SELECT * FROM IDN_OAUTH2_AUTHORIZATION_CODE WHERE AUTHORIZATION_CODE = ?",
                                    Digest.of(value))
                            .map(found -> code(value, found))
                            .findFirst();
        });
    }

    @Override
    public void exchanged(String value, String accessToken) {
        database.transact(sql -> sql.execute(
                "UPDATE IDN_OAUTH2_AUTHORIZATION_CODE SET ACCESS_TOKEN = ? WHERE AUTHORIZATION_CODE = ?",
                seal.shut(accessToken),
                Digest.of(value)));
    }

    @Override
    public Optional<String> exchangedFor(String value) {
        return database.inTransaction(sql -> sql.select("""
                SELECT ACCESS_TOKEN FROM IDN_OAUTH2_AUTHORIZATION_CODE
                WHERE AUTHORIZATION_CODE = ? AND ACCESS_TOKEN IS NOT NULL""", Digest.of(value))
                .map(found -> seal.open(found.getColumn("ACCESS_TOKEN", String.class)))
                .findFirst());
    }

    @Override
    public int removeExpired(Instant before) {
        return database.inTransaction(
                sql -> sql.execute("DELETE FROM IDN_OAUTH2_AUTHORIZATION_CODE WHERE TIME_EXPIRES < ?", before));
    }

    private static AuthorizationCode code(String value, RowView found) {
        String scopes = found.getColumn("SCOPE", String.class);
        return new AuthorizationCode(
                value,
                found.getColumn("CONSUMER_KEY", String.class),
                found.getColumn("AUTHZ_USER", UserName.class),
                new TreeSet<>(scopes.isEmpty() ? List.of() : List.of(scopes.split(" "))),
                found.getColumn("CALLBACK_URL", String.class),
                found.getColumn("PKCE_CODE_CHALLENGE", String.class),
                found.getColumn("NONCE", String.class),
                found.getColumn("TIME_AUTHENTICATED", Instant.class),
                found.getColumn("TIME_EXPIRES", Instant.class));
    }
}
