package org.gatehouse.persistence.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.CallingToken;
import org.gatehouse.domain.keys.CallingTokens;
import org.gatehouse.domain.keys.TokenQuery;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.Rows;
import org.gatehouse.persistence.subscription.ApplicationTable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The tokens of the table IDN_OAUTH2_ACCESS_TOKEN with the applications that have them. */
public final class CallingTokenTable implements CallingTokens {
    private static final int SOME = 500;

    private static final String SELECT = """
            SELECT P.*, U.USER_ID, T.AUTHZ_USER, T.USER_TYPE, T.TIME_CREATED, T.VALIDITY_PERIOD, T.TOKEN_SCOPE, T.TOKEN_FINGERPRINT
            """;

    private static final String CALLING = """
            FROM IDN_OAUTH2_ACCESS_TOKEN T
            JOIN AM_APPLICATION_KEY_MAPPING K ON K.CONSUMER_KEY = T.CONSUMER_KEY
            JOIN AM_APPLICATION P ON P.APPLICATION_ID = K.APPLICATION_ID
            JOIN AM_SUBSCRIBER U ON U.SUBSCRIBER_ID = P.SUBSCRIBER_ID
            JOIN UM_TENANT N ON N.UM_ID = U.TENANT_ID
            WHERE N.UM_DOMAIN_NAME = :tenant
              AND EXISTS (
                SELECT 1 FROM AM_SUBSCRIPTION S JOIN AM_API A ON A.API_ID = S.API_ID
                WHERE S.APPLICATION_ID = P.APPLICATION_ID AND A.TENANT_ID = U.TENANT_ID)""";

    private static final String COUNTS =
            " AND T.TOKEN_STATE = 'ACTIVE' AND (T.TIME_EXPIRES IS NULL OR T.TIME_EXPIRES > :now)";

    /** What counts no more, and could be renewed. */
    private static final String RENEWABLE =
            " AND (T.TOKEN_STATE = 'EXPIRED' OR (T.TOKEN_STATE = 'ACTIVE' AND T.TIME_EXPIRES <= :now))";

    private final Database database;
    private final Seal seal;

    public CallingTokenTable(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public Page<CallingToken> page(String tenant, TokenQuery query, Instant now, PageRequest wanted) {
        markThoseOfBefore();
        Wanted found = wanted(tenant, query, now, COUNTS);
        return database.inTransaction(sql -> new Page<>(
                sql.createQuery(SELECT + found.condition()
                                + " ORDER BY T.TIME_CREATED DESC, T.TOKEN_FINGERPRINT"
                                + " OFFSET :offset ROWS FETCH NEXT :size ROWS ONLY")
                        .bindMap(found.values())
                        .bind("offset", wanted.offset())
                        .bind("size", wanted.size())
                        .map(CallingTokenTable::token)
                        .list(),
                sql.createQuery("SELECT COUNT(*) " + found.condition())
                        .bindMap(found.values())
                        .mapTo(Long.class)
                        .one()));
    }

    @Override
    public List<String> revoke(String tenant, TokenQuery query, Instant now) {
        markThoseOfBefore();
        return database.inTransaction(sql -> {
            revoked(sql, keys(sql, wanted(tenant, query, now, RENEWABLE)));
            return revoked(sql, keys(sql, wanted(tenant, query, now, COUNTS)));
        });
    }

    /** The client of each, by the name under which it stands. */
    private static Map<String, String> keys(Handle sql, Wanted found) {
        return sql.createQuery("SELECT T.ACCESS_TOKEN, T.CONSUMER_KEY " + found.condition())
                .bindMap(found.values())
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The clients of those that nobody else has taken back meanwhile. */
    private static List<String> revoked(Handle sql, Map<String, String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<String> names = keys.keySet().stream().sorted().toList();
        PreparedBatch batch =
                sql.prepareBatch("UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = 'REVOKED' WHERE ACCESS_TOKEN = ?"
                        + " AND TOKEN_STATE IN ('ACTIVE', 'EXPIRED')");
        names.forEach(batch::add);
        int[] changed = batch.execute();
        List<String> revoked = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] != 0) {
                revoked.add(keys.get(names.get(i)));
            }
        }
        return revoked;
    }

    private record Wanted(String condition, Map<String, Object> values) {}

    private static Wanted wanted(String tenant, TokenQuery query, Instant now, String some) {
        StringBuilder condition = new StringBuilder(CALLING).append(some);
        Map<String, Object> values = new HashMap<>(Map.of("tenant", tenant, "now", now));
        if (!query.fingerprint().isEmpty()) {
            condition.append(" AND T.TOKEN_FINGERPRINT LIKE :fingerprint");
            values.put("fingerprint", query.fingerprint() + "%");
        }
        UserName user = query.user();
        if (user != null) {
            condition.append(" AND T.AUTHZ_USER = :user");
            values.put("user", user);
        }
        if (query.application().isPresent()) {
            condition.append(" AND P.APPLICATION_ID = :application");
            values.put("application", query.application().getAsLong());
        }
        if (!query.text().isEmpty()) {
            condition.append(" AND (LOWER(P.NAME) LIKE :text ESCAPE '!' OR LOWER(U.USER_ID) LIKE :text ESCAPE '!'"
                    + " OR LOWER(T.AUTHZ_USER) LIKE :text ESCAPE '!')");
            values.put("text", "%" + Rows.escaped(query.lowerText()) + "%");
        }
        return new Wanted(condition.toString(), values);
    }

    /** Tokens that a server without fingerprints has stored. */
    private void markThoseOfBefore() {
        boolean isMore = true;
        while (isMore) {
            isMore = database.inTransaction(this::mark) == SOME;
        }
    }

    private int mark(Handle sql) {
        List<Unmarked> some = sql.select("""
                        SELECT ACCESS_TOKEN, SEALED_TOKEN FROM IDN_OAUTH2_ACCESS_TOKEN
                        WHERE TOKEN_FINGERPRINT IS NULL AND TOKEN_STATE = 'ACTIVE' OFFSET 0 ROWS FETCH FIRST ? ROWS ONLY""", SOME)
                .map((row, context) -> unmarked(row.getString(1), row.getString(2)))
                .list();
        some.forEach(each -> sql.execute(
                "UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_FINGERPRINT = ? WHERE ACCESS_TOKEN = ?",
                each.fingerprint(),
                each.name()));
        return some.size();
    }

    /** What it stands under is the token itself unless it is sealed. */
    private record Unmarked(String name, String fingerprint) {
        @Override
        public String toString() {
            return "Unmarked[****, " + fingerprint + "]";
        }
    }

    private Unmarked unmarked(String name, @Nullable String sealed) {
        try {
            return new Unmarked(name, AccessToken.fingerprint(sealed == null ? name : seal.open(sealed)));
        } catch (Unavailable unopened) {
            // Sealed by a secret that is not this server's. By what it stands under it can be seen, and taken back,
            // too.
            return new Unmarked(name, AccessToken.fingerprint(name));
        }
    }

    private static CallingToken token(RowView found) {
        long validity = found.getColumn("VALIDITY_PERIOD", Long.class);
        String scopes = found.getColumn("TOKEN_SCOPE", String.class);
        return new CallingToken(
                found.getColumn("TOKEN_FINGERPRINT", String.class),
                ApplicationTable.application(found),
                found.getColumn("AUTHZ_USER", UserName.class),
                found.getColumn("USER_TYPE", String.class).equals(TokenTable.OF_USER),
                new TreeSet<>(scopes.isEmpty() ? List.of() : List.of(scopes.split(" "))),
                found.getColumn("TIME_CREATED", Instant.class),
                validity < 0 ? null : Duration.ofMillis(validity));
    }
}
