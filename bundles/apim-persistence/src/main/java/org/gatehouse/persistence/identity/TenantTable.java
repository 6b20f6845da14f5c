package org.gatehouse.persistence.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.persistence.database.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Tenants in the table UM_TENANT. */
public final class TenantTable implements Tenants {
    private final Database database;

    public TenantTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Tenant> find(String domain) {
        return database.inTransaction(sql -> find(sql, domain));
    }

    private static Optional<Tenant> find(Handle sql, String domain) {
        return sql.select("SELECT * FROM UM_TENANT WHERE UM_DOMAIN_NAME = ?", domain)
                .map(TenantTable::tenant)
                .findFirst();
    }

    @Override
    public List<Tenant> all() {
        return database.inTransaction(
                sql -> sql.select("SELECT * FROM UM_TENANT WHERE UM_ID <> ? ORDER BY UM_DOMAIN_NAME", Tenant.SUPER_ID)
                        .map(TenantTable::tenant)
                        .list());
    }

    @Override
    public Tenant add(String domain, String admin, String email, Instant created) {
        return database.settle(sql -> {
            if (find(sql, domain).isPresent()) {
                throw new Conflict("tenant: " + domain + " (expected: a domain that is not taken)");
            }
            int highest = sql.select("SELECT MAX(UM_ID) AS HIGHEST FROM UM_TENANT")
                    .mapTo(Integer.class)
                    .findFirst()
                    .orElse(0);
            Tenant tenant = new Tenant(Math.max(0, highest) + 1, domain, admin, email, created, true);
            sql.execute("""
                    INSERT INTO UM_TENANT (UM_ID, UM_DOMAIN_NAME, UM_ADMIN, UM_EMAIL, UM_CREATED_DATE, UM_ACTIVE)
                    VALUES (?, ?, ?, ?, ?, ?)""", tenant.id(), domain, admin, email, created, true);
            return tenant;
        });
    }

    @Override
    public void save(Tenant tenant) {
        database.transact(sql -> sql.execute(
                "UPDATE UM_TENANT SET UM_ADMIN = ?, UM_EMAIL = ?, UM_ACTIVE = ? WHERE UM_DOMAIN_NAME = ?",
                tenant.admin(),
                tenant.email(),
                tenant.active(),
                tenant.domain()));
    }

    /**
     * The number of a tenant.
     *
     * @throws NotFound if there is none of that domain
     */
    public static int number(Handle sql, String domain) {
        return sql.select("SELECT UM_ID FROM UM_TENANT WHERE UM_DOMAIN_NAME = ?", domain)
                .mapTo(Integer.class)
                .findFirst()
                .orElseThrow(() -> new NotFound("tenant: " + domain));
    }

    private static Tenant tenant(RowView found) {
        return new Tenant(
                found.getColumn("UM_ID", Integer.class),
                found.getColumn("UM_DOMAIN_NAME", String.class),
                found.getColumn("UM_ADMIN", String.class),
                found.getColumn("UM_EMAIL", String.class),
                found.getColumn("UM_CREATED_DATE", Instant.class),
                found.getColumn("UM_ACTIVE", Boolean.class));
    }
}
