package org.gatehouse.persistence.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.domain.keys.DeviceGrants;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;
import org.jdbi.v3.core.result.RowView;

/** What devices wait for, in the table IDN_OAUTH2_DEVICE_FLOW. */
public final class DeviceGrantTable implements DeviceGrants {
    private static final String SELECT = "SELECT * FROM IDN_OAUTH2_DEVICE_FLOW WHERE ";

    private final Database database;

    public DeviceGrantTable(Database database) {
        this.database = database;
    }

    @Override
    public void add(DeviceGrant grant) {
        try {
            database.transact(sql -> sql.execute(
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
        return database.inTransaction(sql -> sql.select(SELECT + "USER_CODE = ?", userCode)
                .map(found -> grant("", found))
                .findFirst());
    }

    @Override
    public boolean answer(String userCode, UserName user, boolean allowed) {
        return database.inTransaction(sql -> sql.execute(
                        "UPDATE IDN_OAUTH2_DEVICE_FLOW SET STATE = ?, AUTHZ_USER = ? WHERE USER_CODE = ? AND STATE = ?",
                        (allowed ? DeviceGrant.State.ALLOWED : DeviceGrant.State.DENIED).name(),
                        user,
                        userCode,
                        DeviceGrant.State.WAITING.name()))
                > 0;
    }

    @Override
    public Optional<DeviceGrant> ask(String deviceCode, Instant now) {
        return database.inTransaction(sql -> {
            Optional<DeviceGrant> found = sql.select(SELECT + "DEVICE_CODE = ?", Digest.of(deviceCode))
                    .map(row -> grant(deviceCode, row))
                    .findFirst();
            sql.execute(
                    "UPDATE IDN_OAUTH2_DEVICE_FLOW SET TIME_ASKED = ? WHERE DEVICE_CODE = ?",
                    now,
                    Digest.of(deviceCode));
            return found;
        });
    }

    @Override
    public boolean take(String deviceCode) {
        return database.inTransaction(sql ->
                        sql.execute("DELETE FROM IDN_OAUTH2_DEVICE_FLOW WHERE DEVICE_CODE = ?", Digest.of(deviceCode)))
                > 0;
    }

    @Override
    public int removeExpired(Instant before) {
        return database.inTransaction(
                sql -> sql.execute("DELETE FROM IDN_OAUTH2_DEVICE_FLOW WHERE TIME_EXPIRES < ?", before));
    }

    private static DeviceGrant grant(String deviceCode, RowView found) {
        String scopes = found.getColumn("SCOPE", String.class);
        boolean answered = found.getColumn("AUTHZ_USER", String.class) != null;
        boolean asked = found.getColumn("TIME_ASKED", Instant.class) != null;
        return new DeviceGrant(
                deviceCode,
                found.getColumn("USER_CODE", String.class),
                found.getColumn("CONSUMER_KEY", String.class),
                new TreeSet<>(scopes.isEmpty() ? List.of() : List.of(scopes.split(" "))),
                found.getColumn("STATE", DeviceGrant.State.class),
                answered ? found.getColumn("AUTHZ_USER", UserName.class) : null,
                found.getColumn("TIME_EXPIRES", Instant.class),
                asked ? found.getColumn("TIME_ASKED", Instant.class) : null);
    }
}
