package org.gatehouse.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.domain.keys.DeviceGrants;

/** What devices wait for, in the table IDN_OAUTH2_DEVICE_FLOW. */
final class SqlDeviceGrants implements DeviceGrants {
    private static final String SELECT = "SELECT * FROM IDN_OAUTH2_DEVICE_FLOW WHERE ";

    private final Database database;

    SqlDeviceGrants(Database database) {
        this.database = database;
    }

    @Override
    public void add(DeviceGrant grant) {
        try {
            database.transact(sql -> sql.change(
                    """
                    INSERT INTO IDN_OAUTH2_DEVICE_FLOW (
                      DEVICE_CODE, USER_CODE, CONSUMER_KEY, SCOPE, STATE, TIME_EXPIRES)
                    VALUES (?, ?, ?, ?, ?, ?)""",
                    Digest.of(grant.deviceCode()),
                    grant.userCode(),
                    grant.consumerKey(),
                    String.join(" ", grant.scopes()),
                    grant.state().name(),
                    grant.expires()));
        } catch (DatabaseFailure e) {
            throw e.isDuplicate() ? new Conflict("user code: taken (expected: another)", e) : e;
        }
    }

    @Override
    public Optional<DeviceGrant> findByUserCode(String userCode) {
        return database.inTransaction(sql -> sql.first(SELECT + "USER_CODE = ?", found -> grant("", found), userCode));
    }

    @Override
    public boolean answer(String userCode, UserName user, boolean allowed) {
        return database.inTransaction(sql -> sql.change(
                        "UPDATE IDN_OAUTH2_DEVICE_FLOW SET STATE = ?, AUTHZ_USER = ? WHERE USER_CODE = ? AND STATE = ?",
                        (allowed ? DeviceGrant.State.ALLOWED : DeviceGrant.State.DENIED).name(),
                        Columns.of(user),
                        userCode,
                        DeviceGrant.State.WAITING.name()))
                > 0;
    }

    @Override
    public Optional<DeviceGrant> ask(String deviceCode, Instant now) {
        return database.inTransaction(sql -> {
            Optional<DeviceGrant> found =
                    sql.first(SELECT + "DEVICE_CODE = ?", row -> grant(deviceCode, row), Digest.of(deviceCode));
            sql.change(
                    "UPDATE IDN_OAUTH2_DEVICE_FLOW SET TIME_ASKED = ? WHERE DEVICE_CODE = ?",
                    now,
                    Digest.of(deviceCode));
            return found;
        });
    }

    @Override
    public boolean take(String deviceCode) {
        return database.inTransaction(sql ->
                        sql.change("DELETE FROM IDN_OAUTH2_DEVICE_FLOW WHERE DEVICE_CODE = ?", Digest.of(deviceCode)))
                > 0;
    }

    @Override
    public int removeExpired(Instant before) {
        return database.inTransaction(
                sql -> sql.change("DELETE FROM IDN_OAUTH2_DEVICE_FLOW WHERE TIME_EXPIRES < ?", before));
    }

    private static DeviceGrant grant(String deviceCode, ResultSet found) throws SQLException {
        String scopes = found.getString("SCOPE");
        boolean answered = found.getString("AUTHZ_USER") != null;
        boolean asked = found.getTimestamp("TIME_ASKED") != null;
        return new DeviceGrant(
                deviceCode,
                found.getString("USER_CODE"),
                found.getString("CONSUMER_KEY"),
                new TreeSet<>(scopes.isEmpty() ? List.of() : List.of(scopes.split(" "))),
                DeviceGrant.State.valueOf(found.getString("STATE")),
                answered ? Columns.user(found, "AUTHZ_USER") : null,
                Columns.instant(found, "TIME_EXPIRES"),
                asked ? Columns.instant(found, "TIME_ASKED") : null);
    }
}
