package org.gatehouse.persistence.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.CountingSubscription;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.SubscribedApi;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.domain.subscription.SubscribedKey;
import org.gatehouse.domain.subscription.SubscriberQuery;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionBlocked;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.persistence.catalog.ApiRows;
import org.gatehouse.persistence.catalog.ApiSearch;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;
import org.gatehouse.persistence.database.Rows;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions and keys in the tables AM_SUBSCRIPTION, AM_APPLICATION_KEY_MAPPING and AM_APP_KEY_DOMAIN_MAPPING, where
 * the domain {@value #ALL_DOMAINS} stands for no restriction.
 */
public final class SubscriptionTable implements Subscriptions {
    private static final String ALL_DOMAINS = "ALL";

    private static final String SELECT = """
            SELECT S.*, A.API_PROVIDER, A.API_NAME, A.API_VERSION
            FROM AM_SUBSCRIPTION S JOIN AM_API A ON A.API_ID = S.API_ID
            WHERE\s""";

    private static final String SCOPES = """
            SELECT C.* FROM IDN_OAUTH2_SCOPE C WHERE C.SCOPE_KEY IN (%s) AND C.API_ID IN (
              SELECT S.API_ID FROM AM_SUBSCRIPTION S
              JOIN AM_APPLICATION_KEY_MAPPING K ON K.APPLICATION_ID = S.APPLICATION_ID WHERE K.CONSUMER_KEY = ?)
            ORDER BY C.SCOPE_ID""";

    private static final String WITH_API = ApiSearch.SELECT + """
            , S.SUBSCRIPTION_ID, S.APPLICATION_ID, S.TIER_ID, S.SUB_STATUS, S.DECIDED_BY, S.DECIDED_TIME, S.DECIDED_REASON
            FROM AM_SUBSCRIPTION S JOIN AM_API A ON A.API_ID = S.API_ID
            WHERE S.APPLICATION_ID = ? ORDER BY S.SUBSCRIPTION_ID""";

    private static final String WITH_APPLICATION = """
            SELECT P.*, U.USER_ID, S.SUBSCRIPTION_ID, S.TIER_ID, S.SUB_STATUS, S.DECIDED_BY, S.DECIDED_TIME, S.DECIDED_REASON,
              A.API_PROVIDER, A.API_NAME, A.API_VERSION\s""";

    private static final String APPLICATIONS = """
            FROM AM_SUBSCRIPTION S
            JOIN AM_API A ON A.API_ID = S.API_ID
            JOIN AM_APPLICATION P ON P.APPLICATION_ID = S.APPLICATION_ID
            JOIN AM_SUBSCRIBER U ON U.SUBSCRIBER_ID = P.SUBSCRIBER_ID
            """;

    private static final String SUBSCRIBED = APPLICATIONS + """
            WHERE A.API_PROVIDER = :provider AND A.API_NAME = :name AND A.API_VERSION = :version""";

    private static final String WAITING = APPLICATIONS + """
            JOIN UM_TENANT T ON T.UM_ID = A.TENANT_ID
            WHERE S.SUB_STATUS = 'ON_HOLD' AND T.UM_DOMAIN_NAME = ?""";

    private final Database database;

    public SubscriptionTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SubscribedApplication> find(long id) {
        return database.inTransaction(
                sql -> sql.select(WITH_APPLICATION + APPLICATIONS + "WHERE S.SUBSCRIPTION_ID = ?", id)
                        .map(SubscriptionTable::withApplication)
                        .findFirst());
    }

    @Override
    public List<Subscription> of(long applicationId) {
        return database.inTransaction(
                sql -> sql.select(SELECT + "S.APPLICATION_ID = ? ORDER BY S.SUBSCRIPTION_ID", applicationId)
                        .map(SubscriptionTable::subscription)
                        .list());
    }

    @Override
    public Page<SubscribedApi> page(long applicationId, PageRequest wanted) {
        return database.inTransaction(sql -> new Page<>(
                sql.select(
                                WITH_API + " OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                                applicationId,
                                wanted.offset(),
                                wanted.size())
                        .map(found -> new SubscribedApi(subscription(found), ApiRows.summary(found)))
                        .list(),
                sql.select("SELECT COUNT(*) FROM AM_SUBSCRIPTION WHERE APPLICATION_ID = ?", applicationId)
                        .mapTo(Long.class)
                        .one()));
    }

    @Override
    public Page<SubscribedApplication> page(ApiId api, SubscriberQuery query, PageRequest wanted) {
        StringBuilder condition = new StringBuilder(SUBSCRIBED);
        Map<String, Object> values =
                new HashMap<>(Map.of("provider", api.provider(), "name", api.name(), "version", api.version()));
        if (query.status() != null) {
            condition.append(" AND S.SUB_STATUS = :status");
            values.put("status", query.status());
        }
        if (!query.text().isEmpty()) {
            condition.append(" AND (LOWER(P.NAME) LIKE :text ESCAPE '!' OR LOWER(U.USER_ID) LIKE :text ESCAPE '!')");
            values.put("text", "%" + Rows.escaped(query.lowerText()) + "%");
        }
        return database.inTransaction(sql -> new Page<>(
                sql.createQuery(WITH_APPLICATION + condition + " ORDER BY S.SUBSCRIPTION_ID DESC"
                                + " OFFSET :offset ROWS FETCH NEXT :size ROWS ONLY")
                        .bindMap(values)
                        .bind("offset", wanted.offset())
                        .bind("size", wanted.size())
                        .map(SubscriptionTable::withApplication)
                        .list(),
                sql.createQuery("SELECT COUNT(*) " + condition)
                        .bindMap(values)
                        .mapTo(Long.class)
                        .one()));
    }

    @Override
    public Page<SubscribedApplication> waiting(String tenant, PageRequest wanted) {
        return database.inTransaction(sql -> new Page<>(
                sql.select(
                                WITH_APPLICATION + WAITING
                                        + " ORDER BY S.SUBSCRIPTION_ID OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                                tenant,
                                wanted.offset(),
                                wanted.size())
                        .map(SubscriptionTable::withApplication)
                        .list(),
                sql.select("SELECT COUNT(*) " + WAITING, tenant)
                        .mapTo(Long.class)
                        .one()));
    }

    @Override
    public List<Subscription> between(ApiId api, long applicationId) {
        return database.inTransaction(sql -> sql.select(
                        SELECT + "S.APPLICATION_ID = ? AND A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ?"
                                + " ORDER BY S.SUBSCRIPTION_ID",
                        applicationId,
                        api.provider(),
                        api.name(),
                        api.version())
                .map(SubscriptionTable::subscription)
                .list());
    }

    @Override
    public long subscribers(ApiId api) {
        return database.inTransaction(sql -> sql.select("""
                        SELECT COUNT(DISTINCT S.APPLICATION_ID) FROM AM_SUBSCRIPTION S JOIN AM_API A ON A.API_ID = S.API_ID
                        WHERE A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ?""", api.provider(), api.name(), api.version())
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<ApiId> apisOf(UserName subscriber) {
        return database.inTransaction(
                sql -> sql.select("""
                        SELECT A.API_PROVIDER, A.API_NAME, A.API_VERSION FROM AM_API A WHERE A.API_ID IN (
                          SELECT S.API_ID FROM AM_SUBSCRIPTION S
                          JOIN AM_APPLICATION P ON P.APPLICATION_ID = S.APPLICATION_ID
                          JOIN AM_SUBSCRIBER U ON U.SUBSCRIBER_ID = P.SUBSCRIBER_ID WHERE U.USER_ID = ?)
                        ORDER BY A.ORDER_KEY""", subscriber).map(ApiRows::id).list());
    }

    @Override
    public List<Scope> scopes(String consumerKey, Set<String> scopeKeys) {
        if (scopeKeys.isEmpty()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>(scopeKeys);
        values.add(consumerKey);
        return database.inTransaction(
                sql -> sql.select(SCOPES.formatted(Rows.marks(scopeKeys.size())), values.toArray())
                        .map(ApiRows::scope)
                        .list());
    }

    @Override
    public void carryOver(ApiId from, ApiId to) {
        database.transact(sql -> {
            long target = ApiTable.number(sql, to);
            sql.execute("""
                    INSERT INTO AM_SUBSCRIPTION (
                      TIER_ID, API_ID, APPLICATION_ID, SUB_STATUS, DECIDED_BY, DECIDED_TIME, DECIDED_REASON)
                    SELECT S.TIER_ID, T.API_ID, S.APPLICATION_ID, S.SUB_STATUS, S.DECIDED_BY, S.DECIDED_TIME, S.DECIDED_REASON
                    FROM AM_SUBSCRIPTION S, AM_API T
                    WHERE S.API_ID = ? AND T.API_ID = ? AND S.APPLICATION_ID NOT IN (
                      SELECT O.APPLICATION_ID FROM AM_SUBSCRIPTION O WHERE O.API_ID = ?)""", ApiTable.number(sql, from), target, target);
        });
    }

    @Override
    public List<Subscription> to(ApiId api) {
        return database.inTransaction(sql -> sql.select(
                        SELECT
                                + "A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ? ORDER BY S.SUBSCRIPTION_ID",
                        api.provider(),
                        api.name(),
                        api.version())
                .map(SubscriptionTable::subscription)
                .list());
    }

    @Override
    public Subscription add(Subscription given) {
        try {
            long id = database.inTransaction(sql -> {
                long api = ApiTable.number(sql, given.api());
                requireApplication(sql, given.applicationId());
                requireUnblocked(sql, api, given);
                Map<String, @Nullable Object> row = new HashMap<>(decision(given.decision()));
                row.put("API_ID", api);
                row.put("APPLICATION_ID", given.applicationId());
                row.put("TIER_ID", given.tier());
                row.put("SUB_STATUS", given.status());
                return Rows.add(sql, "AM_SUBSCRIPTION", "SUBSCRIPTION_ID", row);
            });
            return new Subscription(
                    id, given.api(), given.applicationId(), given.tier(), given.status(), given.decision());
        } catch (DatabaseFailure e) {
            if (e.isDuplicate()) {
                throw new Conflict(
                        "subscription: " + given.api() + " at " + given.tier() + " (expected: one not there yet)", e);
            }
            throw e;
        }
    }

    /** Waits for who is blocking one of them at this moment. */
    private static void requireUnblocked(Handle sql, long api, Subscription given) {
        boolean isBlocked = sql
                .select(
                        "SELECT SUB_STATUS FROM AM_SUBSCRIPTION WHERE APPLICATION_ID = ? AND API_ID = ? FOR UPDATE",
                        given.applicationId(),
                        api)
                .mapTo(SubscriptionStatus.class)
                .stream()
                .anyMatch(SubscriptionStatus::isBlocked);
        if (isBlocked) {
            throw new SubscriptionBlocked(given.api(), given.applicationId());
        }
    }

    @Override
    public boolean decide(List<Subscription> seen, SubscriptionStatus becomes, @Nullable Decision why) {
        try {
            // In one order, so that two who decide about the same do not wait for each other.
            database.transact(sql -> seen.stream()
                    .sorted(Comparator.comparingLong(Subscription::id))
                    .forEach(each -> decide(sql, each, becomes, why)));
            return true;
        } catch (Moved moved) {
            return false;
        }
    }

    /** Undoes the transaction: a subscription is not as it was seen. */
    private static final class Moved extends RuntimeException {}

    private static void decide(Handle sql, Subscription seen, SubscriptionStatus becomes, @Nullable Decision why) {
        int changed = sql.createUpdate("""
                        UPDATE AM_SUBSCRIPTION SET SUB_STATUS = :becomes, DECIDED_BY = :DECIDED_BY, DECIDED_TIME = :DECIDED_TIME,
                          DECIDED_REASON = :DECIDED_REASON
                        WHERE SUBSCRIPTION_ID = :id AND SUB_STATUS = :seen""")
                .bindMap(decision(why))
                .bind("becomes", becomes)
                .bind("id", seen.id())
                .bind("seen", seen.status())
                .execute();
        if (changed == 0) {
            throw new Moved();
        }
    }

    private static Map<String, @Nullable Object> decision(@Nullable Decision why) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("DECIDED_BY", why == null ? null : why.by());
        columns.put("DECIDED_TIME", why == null ? null : why.at());
        columns.put("DECIDED_REASON", why == null ? null : why.reason());
        return columns;
    }

    @Override
    public long atTier(String tenant, String tier) {
        return database.inTransaction(
                sql -> sql.select("""
                        SELECT COUNT(*) FROM AM_SUBSCRIPTION S JOIN AM_API A ON A.API_ID = S.API_ID
                        JOIN UM_TENANT T ON T.UM_ID = A.TENANT_ID WHERE S.TIER_ID = ? AND T.UM_DOMAIN_NAME = ?""", tier, tenant).mapTo(Long.class).one());
    }

    @Override
    public void remove(ApiId api, long applicationId) {
        database.transact(sql -> remove(
                sql,
                "S.APPLICATION_ID = ? AND A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ?",
                applicationId,
                api.provider(),
                api.name(),
                api.version()));
    }

    @Override
    public void remove(long id) {
        database.transact(sql -> remove(sql, "S.SUBSCRIPTION_ID = ?", id));
    }

    private static void remove(Handle sql, String condition, Object... values) {
        sql.select(SELECT + condition, values)
                .map(SubscriptionTable::subscription)
                .list()
                .forEach(each -> remove(sql, each));
    }

    /** The statement itself looks at the status: somebody may be blocking it at this moment. */
    private static void remove(Handle sql, Subscription seen) {
        sql.execute("""
                DELETE FROM AM_SUBSCRIPTION
                WHERE SUBSCRIPTION_ID = ? AND SUB_STATUS NOT IN ('BLOCKED', 'PROD_ONLY_BLOCKED')""", seen.id());
        boolean isStillThere = sql.select("SELECT 1 FROM AM_SUBSCRIPTION WHERE SUBSCRIPTION_ID = ?", seen.id())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
        if (isStillThere) {
            throw new SubscriptionBlocked(seen.api(), seen.applicationId());
        }
    }

    @Override
    public List<ApplicationKey> keys(long applicationId) {
        return database.inTransaction(sql -> keys(sql, "K.APPLICATION_ID = ?", applicationId));
    }

    @Override
    public void saveKey(ApplicationKey key) {
        try {
            database.settle(sql -> replace(sql, key));
        } catch (DatabaseFailure e) {
            if (e.isDuplicate()) {
                throw new Conflict("consumer key: " + key.consumerKey() + " (expected: of no other application)", e);
            }
            throw e;
        }
    }

    @Override
    public void removeKey(long applicationId, KeyType type) {
        database.transact(sql -> removeKey(sql, applicationId, type));
    }

    @Override
    public Optional<ApplicationKey> findKey(String consumerKey) {
        return database.inTransaction(sql -> keys(sql, "K.CONSUMER_KEY = ?", consumerKey)).stream()
                .findFirst();
    }

    @Override
    public Optional<SubscribedKey> subscribed(String consumerKey, String context, @Nullable String version) {
        return database.inTransaction(sql -> {
            Optional<ApplicationKey> key =
                    keys(sql, "K.CONSUMER_KEY = ?", consumerKey).stream().findFirst();
            return key.flatMap(known -> ApplicationTable.find(sql, known.applicationId())
                    .flatMap(owner -> counting(sql, known, context, version)
                            .map(subscription -> new SubscribedKey(known, owner, subscription))));
        });
    }

    private static Optional<Subscription> counting(
            Handle sql, ApplicationKey key, String context, @Nullable String version) {
        if (version == null) {
            List<Subscription> called = to(sql, key, "A.CONTEXT = ?", context);
            List<Subscription> any = to(sql, key, """
                    A.CONTEXT_TEMPLATE IN (SELECT B.CONTEXT_TEMPLATE FROM AM_API B WHERE B.CONTEXT = ?)""", context);
            return CountingSubscription.of(key.type(), called, any);
        }
        return CountingSubscription.of(
                key.type(), to(sql, key, "A.CONTEXT = ? AND A.API_VERSION = ?", context, version), List.of());
    }

    private static List<Subscription> to(Handle sql, ApplicationKey key, String apis, String... values) {
        List<Object> all = new ArrayList<>(List.of(key.applicationId()));
        all.addAll(List.of(values));
        return sql.select(SELECT + "S.APPLICATION_ID = ? AND " + apis + " ORDER BY S.SUBSCRIPTION_ID", all.toArray())
                .map(SubscriptionTable::subscription)
                .list();
    }

    private static boolean replace(Handle sql, ApplicationKey key) {
        requireApplication(sql, key.applicationId());
        removeKey(sql, key.applicationId(), key.type());
        sql.execute("""
                INSERT INTO AM_APPLICATION_KEY_MAPPING (APPLICATION_ID, CONSUMER_KEY, KEY_TYPE, STATE)
                VALUES (?, ?, ?, 'COMPLETED')""", key.applicationId(), key.consumerKey(), key.type().name());
        Set<String> domains = key.allowedDomains().isEmpty() ? Set.of(ALL_DOMAINS) : key.allowedDomains();
        for (String domain : new TreeSet<>(domains)) {
            sql.execute(
                    "INSERT INTO AM_APP_KEY_DOMAIN_MAPPING (CONSUMER_KEY, AUTHZ_DOMAIN) VALUES (?, ?)",
                    key.consumerKey(),
                    domain);
        }
        return true;
    }

    private static void requireApplication(Handle sql, long id) {
        if (ApplicationTable.find(sql, id).isEmpty()) {
            throw new NotFound("application: number " + id);
        }
    }

    private static void removeKey(Handle sql, long applicationId, KeyType type) {
        sql.execute("""
                DELETE FROM AM_APP_KEY_DOMAIN_MAPPING WHERE CONSUMER_KEY IN (
                  SELECT K.CONSUMER_KEY FROM AM_APPLICATION_KEY_MAPPING K
                  WHERE K.APPLICATION_ID = ? AND K.KEY_TYPE = ?)""", applicationId, type.name());
        sql.execute(
                "DELETE FROM AM_APPLICATION_KEY_MAPPING WHERE APPLICATION_ID = ? AND KEY_TYPE = ?",
                applicationId,
                type.name());
    }

    /** A row for each domain of a key, or one without. */
    private static List<ApplicationKey> keys(Handle sql, String condition, Object value) {
        Map<String, ApplicationKey> keys = new HashMap<>();
        sql.select("""
                        SELECT K.APPLICATION_ID, K.KEY_TYPE, K.CONSUMER_KEY, D.AUTHZ_DOMAIN
                        FROM AM_APPLICATION_KEY_MAPPING K
                        LEFT JOIN AM_APP_KEY_DOMAIN_MAPPING D ON D.CONSUMER_KEY = K.CONSUMER_KEY WHERE\s""" + condition, value)
                .map(SubscriptionTable::key)
                .list()
                .forEach(key -> keys.merge(key.consumerKey(), key, SubscriptionTable::both));
        return keys.values().stream()
                .sorted(Comparator.comparing(ApplicationKey::type))
                .toList();
    }

    private static ApplicationKey key(RowView found) {
        String domain = found.getColumn("AUTHZ_DOMAIN", String.class);
        return new ApplicationKey(
                found.getColumn("APPLICATION_ID", Long.class),
                found.getColumn("KEY_TYPE", KeyType.class),
                found.getColumn("CONSUMER_KEY", String.class),
                domain == null || domain.equals(ALL_DOMAINS) ? Set.of() : Set.of(domain));
    }

    private static ApplicationKey both(ApplicationKey one, ApplicationKey other) {
        Set<String> domains = new HashSet<>(one.allowedDomains());
        domains.addAll(other.allowedDomains());
        return new ApplicationKey(one.applicationId(), one.type(), one.consumerKey(), domains);
    }

    private static Subscription subscription(RowView found) {
        return new Subscription(
                found.getColumn("SUBSCRIPTION_ID", Long.class),
                ApiRows.id(found),
                found.getColumn("APPLICATION_ID", Long.class),
                found.getColumn("TIER_ID", String.class),
                found.getColumn("SUB_STATUS", SubscriptionStatus.class),
                decision(found));
    }

    private static @Nullable Decision decision(RowView found) {
        UserName by = found.getColumn("DECIDED_BY", UserName.class);
        SubscriptionStatus status = found.getColumn("SUB_STATUS", SubscriptionStatus.class);
        // A server of before that lets one call again leaves the words of the block.
        boolean isOver = status == SubscriptionStatus.UNBLOCKED || status == SubscriptionStatus.ON_HOLD;
        return by == null || isOver
                ? null
                : new Decision(
                        by,
                        found.getColumn("DECIDED_TIME", Instant.class),
                        found.getColumn("DECIDED_REASON", String.class));
    }

    private static SubscribedApplication withApplication(RowView found) {
        return new SubscribedApplication(subscription(found), ApplicationTable.application(found));
    }
}
