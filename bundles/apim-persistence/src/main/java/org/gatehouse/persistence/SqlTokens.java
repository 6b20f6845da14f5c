package org.gatehouse.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Tokens;

/** Tokens in the table IDN_OAUTH2_ACCESS_TOKEN. Validity is in milliseconds, {@value #FOR_EVER} for ever. */
final class SqlTokens implements Tokens {
    private static final long FOR_EVER = -1;
    private static final String OF_USER = "APPLICATION_USER";
    private static final String OF_APPLICATION = "APPLICATION";
    private static final String SELECT = "SELECT * FROM IDN_OAUTH2_ACCESS_TOKEN WHERE ";

    private final Database database;
    private final Seal seal;

    SqlTokens(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public Optional<AccessToken> find(String value) {
        return database.inTransaction(sql -> named(value).stream()
                .flatMap(name -> sql
                        .first(
                                SELECT + "ACCESS_TOKEN = ? AND " + name.isSealed("SEALED_TOKEN"),
                                this::token,
                                name.text())
                        .stream())
                .findFirst());
    }

    @Override
    public Optional<AccessToken> findByRefresh(String refreshValue) {
        return database.inTransaction(sql -> named(refreshValue).stream()
                .flatMap(name -> sql
                        .first(
                                SELECT + "REFRESH_TOKEN = ? AND " + name.isSealed("SEALED_REFRESH")
                                        + " ORDER BY TIME_CREATED DESC",
                                this::token,
                                name.text())
                        .stream())
                .findFirst());
    }

    /** What a token stands under: as new ones do first, and as those did that were stored the other way. */
    private List<Name> named(String value) {
        Name plain = new Name(value, false);
        if (!seal.covers(value) && !seal.wasOn()) {
            return List.of(plain);
        }
        Name sealed = new Name(seal.digest(value), true);
        return seal.covers(value) ? List.of(sealed, plain) : List.of(plain, sealed);
    }

    /** What stands in the column is a digest or the token itself, never one taken for the other. */
    private record Name(String text, boolean sealed) {
        private String isSealed(String column) {
            return column + (sealed ? " IS NOT NULL" : " IS NULL");
        }

        @Override
        public String toString() {
            return "Name[****]";
        }
    }

    @Override
    public Optional<AccessToken> latest(String consumerKey, UserName user, boolean ofUser, SortedSet<String> scopes) {
        List<AccessToken> found = database.inTransaction(sql -> sql.list(
                SELECT + """
                        CONSUMER_KEY = ? AND AUTHZ_USER = ? AND USER_TYPE = ? AND TOKEN_SCOPE = ?
                        AND TOKEN_STATE <> ?""",
                this::token,
                consumerKey,
                Columns.of(user),
                type(ofUser),
                String.join(" ", scopes),
                AccessToken.State.REVOKED.name()));
        return found.stream()
                .max(Comparator.comparing(AccessToken::issued)
                        .thenComparing(token -> token.state() == AccessToken.State.ACTIVE));
    }

    @Override
    public List<AccessToken> active(String consumerKey) {
        return database.inTransaction(sql -> sql.list(
                SELECT + "CONSUMER_KEY = ? AND TOKEN_STATE = ? ORDER BY TIME_CREATED",
                this::token,
                consumerKey,
                AccessToken.State.ACTIVE.name()));
    }

    @Override
    public List<AccessToken> activeOf(UserName user) {
        return database.inTransaction(sql -> sql.list(
                SELECT + "AUTHZ_USER = ? AND TOKEN_STATE = ? ORDER BY TIME_CREATED",
                this::token,
                Columns.of(user),
                AccessToken.State.ACTIVE.name()));
    }

    @Override
    public void add(AccessToken token) {
        try {
            database.transact(sql -> add(sql, token));
        } catch (DatabaseFailure e) {
            throw conflictOr(e);
        }
    }

    @Override
    public boolean replace(AccessToken seen, AccessToken.State becomes, AccessToken next) {
        try {
            return database.inTransaction(sql -> {
                // The change comes first: it is what only one of several transactions can do.
                boolean first = exchangeState(sql, seen, becomes);
                if (first) {
                    add(sql, next);
                }
                return first;
            });
        } catch (DatabaseFailure e) {
            throw conflictOr(e);
        }
    }

    private boolean exchangeState(Sql sql, AccessToken seen, AccessToken.State becomes) {
        return named(seen.value()).stream()
                .anyMatch(name -> sql.change(
                                "UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = ? WHERE TOKEN_STATE = ? AND ACCESS_TOKEN = ? AND "
                                        + name.isSealed("SEALED_TOKEN"),
                                becomes.name(),
                                seen.state().name(),
                                name.text())
                        > 0);
    }

    @Override
    public boolean setState(String value, AccessToken.State state) {
        return database.inTransaction(sql -> setState(sql, value, state)) > 0;
    }

    private int setState(Sql sql, String value, AccessToken.State state) {
        return named(value).stream()
                .mapToInt(name -> sql.change(
                        "UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = ? WHERE ACCESS_TOKEN = ? AND "
                                + name.isSealed("SEALED_TOKEN"),
                        state.name(),
                        name.text()))
                .sum();
    }

    @Override
    public int removeDead(Instant before) {
        return database.inTransaction(sql -> {
            List<String> dead = sql.list("""
                    SELECT ACCESS_TOKEN FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TIME_EXPIRES < ?
                    OFFSET 0 ROWS FETCH FIRST 500 ROWS ONLY""", found -> found.getString("ACCESS_TOKEN"), before);
            dead.forEach(name -> sql.change("DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE ACCESS_TOKEN = ?", name));
            return dead.size();
        });
    }

    private void add(Sql sql, AccessToken token) {
        if (!sql.any("SELECT CONSUMER_KEY FROM IDN_OAUTH_CONSUMER_APPS WHERE CONSUMER_KEY = ?", token.consumerKey())) {
            throw new NotFound("consumer key: " + token.consumerKey());
        }
        Duration validity = token.validity();
        String refresh = token.refreshValue();
        boolean sealed = seal.covers(token.value());
        sql.change(
                """
                INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (
                  ACCESS_TOKEN, REFRESH_TOKEN, CONSUMER_KEY, AUTHZ_USER, USER_TYPE,
                  TIME_CREATED, VALIDITY_PERIOD, TOKEN_SCOPE, TOKEN_STATE, TIME_EXPIRES, SEALED_TOKEN, SEALED_REFRESH)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                sealed ? seal.digest(token.value()) : token.value(),
                refresh != null && seal.covers(refresh) ? seal.digest(refresh) : refresh,
                token.consumerKey(),
                Columns.of(token.user()),
                type(token.ofUser()),
                token.issued(),
                validity == null ? FOR_EVER : validity.toMillis(),
                String.join(" ", token.scopes()),
                token.state().name(),
                validity == null ? null : token.issued().plus(validity),
                sealed ? seal.shut(token.value()) : null,
                refresh != null && seal.covers(refresh) ? seal.shut(refresh) : null);
    }

    private AccessToken token(ResultSet found) throws SQLException {
        String sealed = found.getString("SEALED_TOKEN");
        String sealedRefresh = found.getString("SEALED_REFRESH");
        long validity = found.getLong("VALIDITY_PERIOD");
        String scopes = found.getString("TOKEN_SCOPE");
        return new AccessToken(
                sealed == null ? found.getString("ACCESS_TOKEN") : seal.open(sealed),
                sealedRefresh == null ? found.getString("REFRESH_TOKEN") : seal.open(sealedRefresh),
                found.getString("CONSUMER_KEY"),
                Columns.user(found, "AUTHZ_USER"),
                found.getString("USER_TYPE").equals(OF_USER),
                new TreeSet<>(scopes.isEmpty() ? List.of() : List.of(scopes.split(" "))),
                Columns.instant(found, "TIME_CREATED"),
                validity < 0 ? null : Duration.ofMillis(validity),
                AccessToken.State.valueOf(found.getString("TOKEN_STATE")));
    }

    private static String type(boolean ofUser) {
        return ofUser ? OF_USER : OF_APPLICATION;
    }

    private static RuntimeException conflictOr(DatabaseFailure failure) {
        return failure.isDuplicate()
                ? new Conflict("access token: **** (expected: one that is not there yet)", failure)
                : failure;
    }
}
