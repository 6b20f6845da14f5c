package org.gatehouse.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.subscription.Applications;

/** Applications in the tables AM_APPLICATION and AM_SUBSCRIBER. */
final class SqlApplications implements Applications {
    private static final String SELECT = """
            SELECT P.*, S.USER_ID
            FROM AM_APPLICATION P JOIN AM_SUBSCRIBER S ON S.SUBSCRIBER_ID = P.SUBSCRIBER_ID
            WHERE\s""";

    private final Database database;

    SqlApplications(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Application> find(long id) {
        return database.inTransaction(sql -> find(sql, id));
    }

    static Optional<Application> find(Sql sql, long id) {
        return sql.first(SELECT + "P.APPLICATION_ID = ?", SqlApplications::application, id);
    }

    @Override
    public Optional<Application> find(UserName subscriber, String name) {
        return database.inTransaction(sql -> sql.first(
                SELECT + "S.USER_ID = ? AND P.NAME = ?", SqlApplications::application, Columns.of(subscriber), name));
    }

    @Override
    public List<Application> of(UserName subscriber) {
        List<Application> found = database.inTransaction(
                sql -> sql.list(SELECT + "S.USER_ID = ?", SqlApplications::application, Columns.of(subscriber)));
        return found.stream().sorted(Comparator.comparing(Application::name)).toList();
    }

    @Override
    public Application add(Application application) {
        try {
            long id = database.settle(sql -> sql.add(
                    "APPLICATION_ID",
                    """
                    INSERT INTO AM_APPLICATION (
                      SUBSCRIBER_ID, NAME, APPLICATION_TIER, CALLBACK_URL, DESCRIPTION, APPLICATION_STATUS)
                    VALUES (?, ?, ?, ?, ?, ?)""",
                    subscriber(sql, application.subscriber()),
                    application.name(),
                    application.tier(),
                    application.callbackUrl(),
                    application.description(),
                    application.status().name()));
            return new Application(
                    id,
                    application.subscriber(),
                    application.name(),
                    application.tier(),
                    application.callbackUrl(),
                    application.description(),
                    application.status());
        } catch (DatabaseFailure e) {
            throw conflictOr(e, application);
        }
    }

    @Override
    public void update(Application application) {
        try {
            int changed = database.inTransaction(sql -> sql.change(
                    """
                    UPDATE AM_APPLICATION
                    SET NAME = ?, APPLICATION_TIER = ?, CALLBACK_URL = ?, DESCRIPTION = ?, APPLICATION_STATUS = ?
                    WHERE APPLICATION_ID = ?""",
                    application.name(),
                    application.tier(),
                    application.callbackUrl(),
                    application.description(),
                    application.status().name(),
                    application.id()));
            if (changed == 0) {
                throw new NotFound("application: number " + application.id());
            }
        } catch (DatabaseFailure e) {
            throw conflictOr(e, application);
        }
    }

    @Override
    public long atTier(String tier) {
        return database.inTransaction(sql -> sql.first(
                        "SELECT COUNT(*) AS MANY FROM AM_APPLICATION WHERE APPLICATION_TIER = ?",
                        found -> found.getLong("MANY"),
                        tier)
                .orElse(0L));
    }

    @Override
    public void remove(long id) {
        database.transact(sql -> {
            sql.change("""
                    DELETE FROM AM_APP_KEY_DOMAIN_MAPPING WHERE CONSUMER_KEY IN (
                      SELECT K.CONSUMER_KEY FROM AM_APPLICATION_KEY_MAPPING K WHERE K.APPLICATION_ID = ?)""", id);
            sql.change("DELETE FROM AM_APPLICATION WHERE APPLICATION_ID = ?", id);
        });
    }

    private static long subscriber(Sql sql, UserName user) {
        Optional<Long> known = sql.first(
                "SELECT SUBSCRIBER_ID FROM AM_SUBSCRIBER WHERE USER_ID = ?",
                found -> found.getLong("SUBSCRIBER_ID"),
                Columns.of(user));
        return known.orElseGet(() -> sql.add(
                "SUBSCRIBER_ID",
                "INSERT INTO AM_SUBSCRIBER (USER_ID, TENANT_ID) VALUES (?, ?)",
                Columns.of(user),
                Columns.tenant(sql, user.tenant())));
    }

    static Application application(ResultSet found) throws SQLException {
        return new Application(
                found.getLong("APPLICATION_ID"),
                Columns.user(found, "USER_ID"),
                found.getString("NAME"),
                found.getString("APPLICATION_TIER"),
                found.getString("CALLBACK_URL"),
                found.getString("DESCRIPTION"),
                ApplicationStatus.valueOf(found.getString("APPLICATION_STATUS")));
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
