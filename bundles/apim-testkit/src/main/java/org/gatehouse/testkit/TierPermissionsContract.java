package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.TENANT;

import java.util.Set;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.domain.tier.TierPermissions;
import org.junit.jupiter.api.Test;

/** What every {@link TierPermissions} does. */
public abstract class TierPermissionsContract {
    /** The empty port under test, the same one throughout a test. */
    protected abstract TierPermissions permissions();

    @Test
    void permissionsAreByTierAndTenant() {
        TierPermission silver = new TierPermission("Silver", false, Set.of("guest", "visitor"));
        TierPermission gold = new TierPermission("Gold", true, Set.of("admin"));

        permissions().save(TENANT, silver);
        permissions().save(TENANT, gold);

        assertThat(permissions().all(TENANT)).containsExactly(gold, silver);
        assertThat(permissions().all("example.com")).isEmpty();
    }

    @Test
    void savedAgainAPermissionIsReplaced() {
        TierPermission open = new TierPermission("Gold", false, Set.of());
        permissions().save(TENANT, new TierPermission("Gold", true, Set.of("admin")));

        permissions().save(TENANT, open);

        assertThat(permissions().all(TENANT)).containsExactly(open);
    }
}
