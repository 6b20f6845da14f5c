package org.gatehouse.persistence.subscription;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.subscription.ApplicationSummary;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;
import org.gatehouse.persistence.database.Rows;
import org.gatehouse.persistence.identity.TenantTable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Applications in the tables AM_APPLICATION and AM_SUBSCRIBER. */
public final class ApplicationTable implements Applications {
    private static final String SELECT = """
            SELECT P.*, S.USER_ID
            FROM AM_APPLICATION P JOIN AM_SUBSCRIBER S ON S.SUBSCRIBER_ID = P.SUBSCRIBER_ID
            WHERE\s""";

    /** Of an API that it has at several tiers the first is counted: Derby never lets go of a DISTINCT. */
    private static final String SUMMARY = """
            SELECT P.*, S.USER_ID,
              (SELECT COUNT(*) FROM AM_SUBSCRIPTION M WHERE M.APPLICATION_ID = P.APPLICATION_ID) AS SUBSCRIPTIONS,
              (SELECT COUNT(*) FROM AM_SUBSCRIPTION N WHERE N.APPLICATION_ID = P.APPLICATION_ID AND NOT EXISTS (
                SELECT O.API_ID FROM AM_SUBSCRIPTION O WHERE O.API_ID = N.API_ID
                AND O.APPLICATION_ID = N.APPLICATION_ID AND O.TIER_ID < N.TIER_ID)) AS APIS
            FROM AM_APPLICATION P JOIN AM_SUBSCRIBER S ON S.SUBSCRIBER_ID = P.SUBSCRIBER_ID
            WHERE S.USER_ID = ? ORDER BY P.NAME""";

    private final Database database;

    public ApplicationTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Application> find(long id) {
        return database.inTransaction(sql -> find(sql, id));
    }

    static Optional<Application> find(Handle sql, long id) {
        return sql.select(SELECT + "P.APPLICATION_ID = ?", id)
                .map(ApplicationTable::application)
                .findFirst();
    }

    @Override
    public Optional<Application> find(UserName subscriber, String name) {
        return database.inTransaction(sql -> sql.select(SELECT + "S.USER_ID = ? AND P.NAME = ?", subscriber, name)
                .map(ApplicationTable::application)
                .findFirst());
    }

    @Override
    public Page<ApplicationSummary> page(UserName subscriber, PageRequest wanted) {
        return database.inTransaction(sql -> new Page<>(
                sql.select(
                                SUMMARY + " OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                                subscriber,
                                wanted.offset(),
                                wanted.size())
                        .map(ApplicationTable::summary)
                        .list(),
                sql.select("""
                                SELECT COUNT(*) FROM AM_APPLICATION P
                                JOIN AM_SUBSCRIBER S ON S.SUBSCRIBER_ID = P.SUBSCRIBER_ID WHERE S.USER_ID = ?""", subscriber).mapTo(Long.class).one()));
    }

    @Override
    public List<ApplicationSummary> list(UserName subscriber) {
        return database.inTransaction(sql ->
                sql.select(SUMMARY, subscriber).map(ApplicationTable::summary).list());
    }

    @Override
    public List<Application> of(UserName subscriber) {
        List<Application> found = database.inTransaction(sql -> sql.select(SELECT + "S.USER_ID = ?", subscriber)
                .map(ApplicationTable::application)
                .list());
        return found.stream().sorted(Comparator.comparing(Application::name)).toList();
    }

    @Override
    public Application add(Application application) {
        try {
            long id = database.settle(sql -> Rows.add(
                    sql,
                    "AM_APPLICATION",
                    "APPLICATION_ID",
                    Map.of(
                            "SUBSCRIBER_ID", subscriber(sql, application.subscriber()),
                            "NAME", application.name(),
                            "APPLICATION_TIER", application.tier(),
                            "CALLBACK_URL", application.callbackUrl(),
                            "DESCRIPTION", application.description(),
                            "APPLICATION_STATUS", application.status())));
            return new Application(
                    id,
                    application.subscriber(),
                    application.name(),
                    application.tier(),
                    application.callbackUrl(),
                    application.description(),
                    application.status(),
                    1);
        } catch (DatabaseFailure e) {
            throw conflictOr(e, application);
        }
    }

    @Override
    public void update(Application application) {
        try {
            database.transact(sql -> {
                Map<String, Object> columns = Map.of(
                        "NAME", application.name(),
                        "APPLICATION_TIER", application.tier(),
                        "CALLBACK_URL", application.callbackUrl(),
                        "DESCRIPTION", application.description(),
                        "APPLICATION_STATUS", application.status());
                Rows.Row read = new Rows.Row("APPLICATION_ID", application.id(), application.revision());
                if (!Rows.changeFrom(sql, "AM_APPLICATION", columns, read)) {
                    throw goneOrChanged(sql, application);
                }
            });
        } catch (DatabaseFailure e) {
            throw conflictOr(e, application);
        }
    }

    private static RuntimeException goneOrChanged(Handle sql, Application application) {
        String what = "application: number " + application.id();
        return find(sql, application.id())
                .<RuntimeException>map(stored -> new Changed(
                        what + " is at revision " + stored.revision() + " (expected: " + application.revision()
                                + "; somebody has changed it meanwhile)",
                        stored.revision()))
                .orElseGet(() -> new NotFound(what));
    }

    @Override
    public long atTier(String tier) {
        return database.inTransaction(
                sql -> sql.select("SELECT COUNT(*) AS MANY FROM AM_APPLICATION WHERE APPLICATION_TIER = ?", tier)
                        .mapTo(Long.class)
                        .findFirst()
                        .orElse(0L));
    }

    @Override
    public void remove(long id) {
        database.transact(sql -> {
            sql.execute("""
                    DELETE FROM AM_APP_KEY_DOMAIN_MAPPING WHERE CONSUMER_KEY IN (
                      SELECT K.CONSUMER_KEY FROM AM_APPLICATION_KEY_MAPPING K WHERE K.APPLICATION_ID = ?)""", id);
            sql.execute("DELETE FROM AM_APPLICATION WHERE APPLICATION_ID = ?", id);
        });
    }

    private static long subscriber(Handle sql, UserName user) {
        Optional<Long> known = sql.select("SELECT SUBSCRIBER_ID FROM AM_SUBSCRIBER WHERE USER_ID = ?", user)
                .mapTo(Long.class)
                .findFirst();
        return known.orElseGet(() -> Rows.add(
                sql,
                "AM_SUBSCRIBER",
                "SUBSCRIBER_ID",
                Map.of("USER_ID", user, "TENANT_ID", TenantTable.number(sql, user.tenant()))));
    }

    private static ApplicationSummary summary(RowView found) {
        return new ApplicationSummary(
                application(found), found.getColumn("SUBSCRIPTIONS", Long.class), found.getColumn("APIS", Long.class));
    }

    /** From a row with the columns of the application and the USER_ID of whose it is. */
    public static Application application(RowView found) {
        return new Application(
                found.getColumn("APPLICATION_ID", Long.class),
                found.getColumn("USER_ID", UserName.class),
                found.getColumn("NAME", String.class),
                found.getColumn("APPLICATION_TIER", String.class),
                found.getColumn("CALLBACK_URL", String.class),
                found.getColumn("DESCRIPTION", String.class),
                found.getColumn("APPLICATION_STATUS", ApplicationStatus.class),
                found.getColumn("REVISION", Long.class));
    }

    private static RuntimeException conflictOr(DatabaseFailure failure, Application application) {
        return failure.isDuplicate()
                ? new Conflict(
                        "application: " + application.name() + " (expected: a name that " + application.subscriber()
                                + " has not used yet)",
                        failure)
                : failure;
    }
}
