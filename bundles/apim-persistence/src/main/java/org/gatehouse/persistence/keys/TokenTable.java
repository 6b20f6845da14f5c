package org.gatehouse.persistence.keys;

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
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;
import org.gatehouse.persistence.database.Rows;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Tokens in the table IDN_OAUTH2_ACCESS_TOKEN. Validity is in milliseconds, {@value #FOR_EVER} for ever. */
public final class TokenTable implements Tokens {
    private static final long FOR_EVER = -1;
    /** How tokens are marked that a user has, rather than an application. */
    public static final String OF_USER = "APPLICATION_USER";

    private static final String OF_APPLICATION = "APPLICATION";
    private static final String SELECT = "SELECT * FROM IDN_OAUTH2_ACCESS_TOKEN WHERE ";

    private final Database database;
    private final Seal seal;

    public TokenTable(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public Optional<AccessToken> find(String value) {
        return database.inTransaction(sql -> named(value).stream()
                .flatMap(name -> sql
                        .select(SELECT + "ACCESS_TOKEN = ? AND " + name.isSealed("SEALED_TOKEN"), name.text())
                        .map(this::token)
                        .findFirst()
                        .stream())
                .findFirst());
    }

    @Override
    public Optional<AccessToken> findByRefresh(String refreshValue) {
        return database.inTransaction(sql -> named(refreshValue).stream()
                .flatMap(name -> sql
                        .select(
                                SELECT + "REFRESH_TOKEN = ? AND " + name.isSealed("SEALED_REFRESH")
                                        + " ORDER BY TIME_CREATED DESC",
                                name.text())
                        .map(this::token)
                        .findFirst()
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
        List<AccessToken> found = database.inTransaction(sql -> sql.select(
                        SELECT + """
                        CONSUMER_KEY = ? AND AUTHZ_USER = ? AND USER_TYPE = ? AND TOKEN_SCOPE = ?
                        AND TOKEN_STATE <> ?""",
                        consumerKey,
                        user,
                        type(ofUser),
                        String.join(" ", scopes),
                        AccessToken.State.REVOKED.name())
                .map(this::token)
                .list());
        return found.stream()
                .max(Comparator.comparing(AccessToken::issued)
                        .thenComparing(token -> token.state() == AccessToken.State.ACTIVE));
    }

    @Override
    public List<AccessToken> active(String consumerKey) {
        return database.inTransaction(sql -> sql.select(
                        SELECT + "CONSUMER_KEY = ? AND TOKEN_STATE = ? ORDER BY TIME_CREATED",
                        consumerKey,
                        AccessToken.State.ACTIVE.name())
                .map(this::token)
                .list());
    }

    @Override
    public List<AccessToken> of(UserName user) {
        return database.inTransaction(sql -> sql.select(SELECT + "AUTHZ_USER = ? ORDER BY TIME_CREATED", user)
                .map(this::token)
                .list());
    }

    @Override
    public List<AccessToken> activeOf(UserName user) {
        return database.inTransaction(sql -> sql.select(
                        SELECT + "AUTHZ_USER = ? AND TOKEN_STATE = ? ORDER BY TIME_CREATED",
                        user,
                        AccessToken.State.ACTIVE.name())
                .map(this::token)
                .list());
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

    private boolean exchangeState(Handle sql, AccessToken seen, AccessToken.State becomes) {
        return named(seen.value()).stream()
                .anyMatch(name -> sql.execute(
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

    private int setState(Handle sql, String value, AccessToken.State state) {
        return named(value).stream()
                .mapToInt(name -> sql.execute(
                        "UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = ? WHERE ACCESS_TOKEN = ? AND "
                                + name.isSealed("SEALED_TOKEN"),
                        state.name(),
                        name.text()))
                .sum();
    }

    @Override
    public int removeDead(Instant before) {
        return database.inTransaction(sql -> {
            List<String> dead = sql.select("""
                    SELECT ACCESS_TOKEN FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TIME_EXPIRES < ?
                    OFFSET 0 ROWS FETCH FIRST 500 ROWS ONLY""", before).mapTo(String.class).list();
            dead.forEach(name -> sql.execute("DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE ACCESS_TOKEN = ?", name));
            return dead.size();
        });
    }

    private void add(Handle sql, AccessToken token) {
        if (!Rows.any(
                sql, "SELECT CONSUMER_KEY FROM IDN_OAUTH_CONSUMER_APPS WHERE CONSUMER_KEY = ?", token.consumerKey())) {
            throw new NotFound("consumer key: " + token.consumerKey());
        }
        Duration validity = token.validity();
        String refresh = token.refreshValue();
        boolean sealed = seal.covers(token.value());
        sql.execute(
                """
                INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (
                  ACCESS_TOKEN, REFRESH_TOKEN, CONSUMER_KEY, AUTHZ_USER, USER_TYPE,
                  TIME_CREATED, VALIDITY_PERIOD, TOKEN_SCOPE, TOKEN_STATE, TIME_EXPIRES, SEALED_TOKEN, SEALED_REFRESH,
                  TOKEN_FINGERPRINT)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                sealed ? seal.digest(token.value()) : token.value(),
                refresh != null && seal.covers(refresh) ? seal.digest(refresh) : refresh,
                token.consumerKey(),
                token.user(),
                type(token.ofUser()),
                token.issued(),
                validity == null ? FOR_EVER : validity.toMillis(),
                String.join(" ", token.scopes()),
                token.state().name(),
                validity == null ? null : token.issued().plus(validity),
                sealed ? seal.shut(token.value()) : null,
                refresh != null && seal.covers(refresh) ? seal.shut(refresh) : null,
                AccessToken.fingerprint(token.value()));
    }

    private AccessToken token(RowView found) {
        String sealed = found.getColumn("SEALED_TOKEN", String.class);
        String sealedRefresh = found.getColumn("SEALED_REFRESH", String.class);
        long validity = found.getColumn("VALIDITY_PERIOD", Long.class);
        String scopes = found.getColumn("TOKEN_SCOPE", String.class);
        return new AccessToken(
                sealed == null ? found.getColumn("ACCESS_TOKEN", String.class) : seal.open(sealed),
                sealedRefresh == null ? found.getColumn("REFRESH_TOKEN", String.class) : seal.open(sealedRefresh),
                found.getColumn("CONSUMER_KEY", String.class),
                found.getColumn("AUTHZ_USER", UserName.class),
                found.getColumn("USER_TYPE", String.class).equals(OF_USER),
                new TreeSet<>(scopes.isEmpty() ? List.of() : List.of(scopes.split(" "))),
                found.getColumn("TIME_CREATED", Instant.class),
                validity < 0 ? null : Duration.ofMillis(validity),
                found.getColumn("TOKEN_STATE", AccessToken.State.class));
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
