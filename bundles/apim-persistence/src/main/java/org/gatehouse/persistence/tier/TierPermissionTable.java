package org.gatehouse.persistence.tier;

import java.util.Comparator;
import java.util.List;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.domain.tier.TierPermissions;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.Words;
import org.gatehouse.persistence.identity.TenantTable;

/** Tier permissions in the table AM_TIER_PERMISSIONS. */
public final class TierPermissionTable implements TierPermissions {
    private static final String ALLOW = "allow";
    private static final String DENY = "deny";

    private final Database database;

    public TierPermissionTable(Database database) {
        this.database = database;
    }

    @Override
    public List<TierPermission> all(String tenant) {
        return database
                .inTransaction(sql -> sql.select("""
                        SELECT P.TIER, P.PERMISSIONS_TYPE, P.ROLES
                        FROM AM_TIER_PERMISSIONS P JOIN UM_TENANT T ON T.UM_ID = P.TENANT_ID
                        WHERE T.UM_DOMAIN_NAME = ?""", tenant)
                        .map(found -> new TierPermission(
                                found.getColumn("TIER", String.class),
                                found.getColumn("PERMISSIONS_TYPE", String.class)
                                        .equals(ALLOW),
                                found.getColumn("ROLES", Words.class).set()))
                        .list())
                .stream()
                .sorted(Comparator.comparing(TierPermission::tier))
                .toList();
    }

    @Override
    public void save(String tenant, TierPermission permission) {
        database.settle(sql -> {
            int id = TenantTable.number(sql, tenant);
            String type = permission.allow() ? ALLOW : DENY;
            Words roles = Words.of(permission.roles());
            int changed = sql.execute(
                    "UPDATE AM_TIER_PERMISSIONS SET PERMISSIONS_TYPE = ?, ROLES = ? WHERE TIER = ? AND TENANT_ID = ?",
                    type,
                    roles,
                    permission.tier(),
                    id);
            return changed > 0 ? changed : sql.execute("""
                            INSERT INTO AM_TIER_PERMISSIONS (TIER, PERMISSIONS_TYPE, ROLES, TENANT_ID)
                            VALUES (?, ?, ?, ?)""", permission.tier(), type, roles, id);
        });
    }
}
