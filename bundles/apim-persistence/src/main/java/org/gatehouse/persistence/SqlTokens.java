package org.gatehouse.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

    SqlTokens(Database database) {
        this.database = database;
    }

    @Override
    public Optional<AccessToken> find(String value) {
        return database.inTransaction(sql -> sql.first(SELECT + "ACCESS_TOKEN = ?", SqlTokens::token, value));
    }

    @Override
    public Optional<AccessToken> findByRefresh(String refreshValue) {
        return database.inTransaction(sql ->
                sql.first(SELECT + "REFRESH_TOKEN = ? ORDER BY TIME_CREATED DESC", SqlTokens::token, refreshValue));
    }

    @Override
    public Optional<AccessToken> latest(String consumerKey, UserName user, boolean ofUser, SortedSet<String> scopes) {
        List<AccessToken> found = database.inTransaction(sql -> sql.list(
                SELECT + """
                        CONSUMER_KEY = ? AND AUTHZ_USER = ? AND USER_TYPE = ? AND TOKEN_SCOPE = ?
                        AND TOKEN_STATE <> ?""",
                SqlTokens::token,
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
                SqlTokens::token,
                consumerKey,
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
    public void replace(String oldValue, AccessToken.State oldState, AccessToken next) {
        try {
            database.transact(sql -> {
                if (setState(sql, oldValue, oldState) == 0) {
                    throw new NotFound("access token: ****");
                }
                add(sql, next);
            });
        } catch (DatabaseFailure e) {
            throw conflictOr(e);
        }
    }

    @Override
    public boolean setState(String value, AccessToken.State state) {
        return database.inTransaction(sql -> setState(sql, value, state)) > 0;
    }

    private static int setState(Sql sql, String value, AccessToken.State state) {
        return sql.change(
                "UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = ? WHERE ACCESS_TOKEN = ?", state.name(), value);
    }

    private static void add(Sql sql, AccessToken token) {
        if (!sql.any("SELECT CONSUMER_KEY FROM IDN_OAUTH_CONSUMER_APPS WHERE CONSUMER_KEY = ?", token.consumerKey())) {
            throw new NotFound("consumer key: " + token.consumerKey());
        }
        Duration validity = token.validity();
        sql.change(
                """
                INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (
                  ACCESS_TOKEN, REFRESH_TOKEN, CONSUMER_KEY, AUTHZ_USER, USER_TYPE,
                  TIME_CREATED, VALIDITY_PERIOD, TOKEN_SCOPE, TOKEN_STATE)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                token.value(),
                token.refreshValue(),
                token.consumerKey(),
                Columns.of(token.user()),
                type(token.ofUser()),
                token.issued(),
                validity == null ? FOR_EVER : validity.toMillis(),
                String.join(" ", token.scopes()),
                token.state().name());
    }

    private static AccessToken token(ResultSet found) throws SQLException {
        long validity = found.getLong("VALIDITY_PERIOD");
        String scopes = found.getString("TOKEN_SCOPE");
        return new AccessToken(
                found.getString("ACCESS_TOKEN"),
                found.getString("REFRESH_TOKEN"),
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
