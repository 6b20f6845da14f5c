package org.gatehouse.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.domain.identity.Tenants;

/** Tenants in the table UM_TENANT. */
final class SqlTenants implements Tenants {
    private final Database database;

    SqlTenants(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Tenant> find(String domain) {
        return database.inTransaction(sql -> find(sql, domain));
    }

    private static Optional<Tenant> find(Sql sql, String domain) {
        return sql.first("SELECT * FROM UM_TENANT WHERE UM_DOMAIN_NAME = ?", SqlTenants::tenant, domain);
    }

    @Override
    public List<Tenant> all() {
        return database.inTransaction(sql -> sql.list(
                "SELECT * FROM UM_TENANT WHERE UM_ID <> ? ORDER BY UM_DOMAIN_NAME",
                SqlTenants::tenant,
                Tenant.SUPER_ID));
    }

    @Override
    public Tenant add(String domain, String admin, String email, Instant created) {
        return database.settle(sql -> {
            if (find(sql, domain).isPresent()) {
                throw new Conflict("tenant: " + domain + " (expected: a domain that is not taken)");
            }
            int highest = sql.first("SELECT MAX(UM_ID) AS HIGHEST FROM UM_TENANT", found -> found.getInt("HIGHEST"))
                    .orElse(0);
            Tenant tenant = new Tenant(Math.max(0, highest) + 1, domain, admin, email, created, true);
            sql.change("""
                    INSERT INTO UM_TENANT (UM_ID, UM_DOMAIN_NAME, UM_ADMIN, UM_EMAIL, UM_CREATED_DATE, UM_ACTIVE)
                    VALUES (?, ?, ?, ?, ?, ?)""", tenant.id(), domain, admin, email, created, true);
            return tenant;
        });
    }

    @Override
    public void save(Tenant tenant) {
        database.transact(sql -> sql.change(
                "UPDATE UM_TENANT SET UM_ADMIN = ?, UM_EMAIL = ?, UM_ACTIVE = ? WHERE UM_DOMAIN_NAME = ?",
                tenant.admin(),
                tenant.email(),
                tenant.active(),
                tenant.domain()));
    }

    private static Tenant tenant(ResultSet found) throws SQLException {
        return new Tenant(
                found.getInt("UM_ID"),
                found.getString("UM_DOMAIN_NAME"),
                found.getString("UM_ADMIN"),
                found.getString("UM_EMAIL"),
                Columns.instant(found, "UM_CREATED_DATE"),
                found.getBoolean("UM_ACTIVE"));
    }
}
