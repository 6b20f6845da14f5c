package org.gatehouse.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.testkit.InMemoryRegistry;
import org.gatehouse.testkit.InMemoryTierPermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RegistryTiersTest {
    private static final String TENANT = "carbon.super";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryTierPermissions permissions = new InMemoryTierPermissions();
    private final RegistryTiers tiers = new RegistryTiers(registry, permissions, true);

    @BeforeEach
    void thePolicyIsGuarded() {
        registry.guard(Tiers.POLICY_PATH, new TierPolicyGuard(tiers));
    }

    @Test
    void aTenantBeginsWithTheShippedTiers() {
        assertThat(tiers.offered(TENANT))
                .extracting(Tier::name)
                .containsExactly("Bronze", "Gold", "Silver", "Unlimited");
        assertThat(tiers.find(TENANT, "Unauthenticated")).isPresent();
        assertThat(registry.find(TENANT, Tiers.POLICY_PATH)).isPresent();
    }

    @Test
    void unlimitedIsOfferedOnlyIfWanted() {
        assertThat(new RegistryTiers(registry, permissions, false).offered(TENANT))
                .extracting(Tier::name)
                .containsExactly("Bronze", "Gold", "Silver");
    }

    @Test
    void anEditIsInForceWhenItIsSaved() {
        tiers.offered(TENANT);
        edit(text -> text.replace(">20<", ">21<"));
        assertThat(tiers.find(TENANT, "Gold").orElseThrow().count()).isEqualTo(21);
    }

    @Test
    void aPolicyThatCannotBeReadIsRefusedAndTheOldOneStays() {
        tiers.offered(TENANT);
        assertThatThrownBy(() -> edit(text -> text.replace(">20<", ">twenty<")))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("line ")
                .hasMessageContaining("twenty");
        assertThat(tiers.find(TENANT, "Gold").orElseThrow().count()).isEqualTo(20);
    }

    @Test
    void tenantsHaveTiersOfTheirOwn() {
        tiers.offered(TENANT);
        edit(text -> text.replace("Gold", "Golden"));
        assertThat(tiers.find("a.com", "Gold")).isPresent();
    }

    @Test
    void permissionsKeepUsersFromTiers() {
        permissions.save(TENANT, new TierPermission("Gold", true, Set.of("rich")));
        permissions.save(TENANT, new TierPermission("Bronze", false, Set.of("rich")));
        assertThat(tiers.denied(TENANT, Set.of("rich"))).containsExactly("Bronze");
        assertThat(tiers.denied(TENANT, Set.of())).containsExactly("Gold");
    }

    private void edit(java.util.function.UnaryOperator<String> change) {
        String old = registry.find(TENANT, Tiers.POLICY_PATH).orElseThrow().text();
        registry.put(TENANT, RegistryFile.ofText(Tiers.POLICY_PATH, "application/xml", change.apply(old)));
    }
}
