package org.gatehouse.persistence;

import java.util.Comparator;
import java.util.List;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.domain.tier.TierPermissions;

/** Tier permissions in the table AM_TIER_PERMISSIONS. */
final class SqlTierPermissions implements TierPermissions {
    private static final String ALLOW = "allow";
    private static final String DENY = "deny";

    private final Database database;

    SqlTierPermissions(Database database) {
        this.database = database;
    }

    @Override
    public List<TierPermission> all(String tenant) {
        return database
                .inTransaction(sql -> sql.list(
                        """
                        SELECT P.TIER, P.PERMISSIONS_TYPE, P.ROLES
                        FROM AM_TIER_PERMISSIONS P JOIN UM_TENANT T ON T.UM_ID = P.TENANT_ID
                        WHERE T.UM_DOMAIN_NAME = ?""",
                        found -> new TierPermission(
                                found.getString("TIER"),
                                found.getString("PERMISSIONS_TYPE").equals(ALLOW),
                                Columns.set(found, "ROLES")),
                        tenant))
                .stream()
                .sorted(Comparator.comparing(TierPermission::tier))
                .toList();
    }

    @Override
    public void save(String tenant, TierPermission permission) {
        database.settle(sql -> {
            int id = Columns.tenant(sql, tenant);
            String type = permission.allow() ? ALLOW : DENY;
            String roles = Columns.of(permission.roles());
            int changed = sql.change(
                    "UPDATE AM_TIER_PERMISSIONS SET PERMISSIONS_TYPE = ?, ROLES = ? WHERE TIER = ? AND TENANT_ID = ?",
                    type,
                    roles,
                    permission.tier(),
                    id);
            return changed > 0 ? changed : sql.change("""
                            INSERT INTO AM_TIER_PERMISSIONS (TIER, PERMISSIONS_TYPE, ROLES, TENANT_ID)
                            VALUES (?, ?, ?, ?)""", permission.tier(), type, roles, id);
        });
    }
}
