package org.gatehouse.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.registry.RegistryGuard;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.tier.Limit;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierDraft;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.domain.tier.TierRevision;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemoryRegistry;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.gatehouse.testkit.InMemoryTierPermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RegistryTiersTest {
    private static final String TENANT = "carbon.super";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryTierPermissions permissions = new InMemoryTierPermissions();
    private final RegistryTiers tiers = new RegistryTiers(registry, permissions, true);

    private final InMemoryApis apis = new InMemoryApis();
    private final InMemoryApplications applications = new InMemoryApplications();
    private final TierUses uses = new TierUses(apis, new InMemorySubscriptions(apis, applications), applications);
    private final RegistryTierEditor editor = new RegistryTierEditor(registry, tiers, permissions, uses);

    @BeforeEach
    void thePolicyIsGuarded() {
        registry.guard(Tiers.POLICY_PATH, new TierPolicyGuard(tiers, registry, uses));
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

    private void edit(UnaryOperator<String> change) {
        String old = registry.find(TENANT, Tiers.POLICY_PATH).orElseThrow().text();
        registry.put(TENANT, RegistryFile.ofText(Tiers.POLICY_PATH, "application/xml", change.apply(old)));
    }

    @Test
    void aTierInUseCannotVanish() {
        tiers.offered(TENANT);
        Application silver = applications.add(
                new Application(0, Fixtures.ADMIN, "App", "Silver", "", "", ApplicationStatus.APPROVED, 1));

        assertThatThrownBy(() -> editor.remove(Fixtures.ADMIN_CALLER, "Silver", null))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("1 applications");
        assertThatThrownBy(() -> edit(text -> text.replace(">Silver<", ">Lead<")))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("tier Silver is not in it, but in use");
        assertThat(tiers.find(TENANT, "Silver")).isPresent();

        applications.remove(silver.id());
        editor.remove(Fixtures.ADMIN_CALLER, "Silver", null);
        assertThat(tiers.find(TENANT, "Silver")).isEmpty();
        assertThat(tiers.find(TENANT, "Gold")).isPresent();
        assertThatThrownBy(() -> editor.remove(Fixtures.ADMIN_CALLER, "Silver", null))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aTierIsAddedAndChangedAndTheRestStaysAsItWasWritten() {
        editor.save(Fixtures.ADMIN_CALLER, new TierDraft("First", "", 1, Duration.ofMinutes(1), Map.of()), null);
        editor.remove(Fixtures.ADMIN_CALLER, "First", null);
        edit(text -> text.replace(
                "<throttle:MediatorThrottleAssertion>", "<throttle:MediatorThrottleAssertion><!-- ours -->"));

        editor.save(
                Fixtures.ADMIN_CALLER,
                new TierDraft(
                        "Platinum", "Plat <1>", 50, Duration.ofSeconds(10), Map.of("QuotaPerDay", "9", "Plan", "a&b")),
                null);

        Tier platinum = tiers.find(TENANT, "Platinum").orElseThrow();
        assertThat(platinum.displayName()).isEqualTo("Plat <1>");
        assertThat(platinum.limits()).extracting(Limit::toString).containsExactly("50 in 10000 ms", "9 a day");
        assertThat(platinum.attributes()).containsEntry("Plan", "a&b");
        editor.save(Fixtures.ADMIN_CALLER, new TierDraft("Platinum", "", 60, Duration.ofMinutes(1), Map.of()), null);
        assertThat(tiers.find(TENANT, "Platinum").orElseThrow().count()).isEqualTo(60);
        assertThat(registry.find(TENANT, Tiers.POLICY_PATH).orElseThrow().text())
                .contains("<!-- ours -->");
        assertThat(editor.all(Fixtures.ADMIN_CALLER))
                .extracting(Tier::name)
                .containsExactly("Bronze", "Gold", "Platinum", "Silver", "Unauthenticated");

        for (TierDraft none : new TierDraft[] {
            new TierDraft("", "", 1, Duration.ofMinutes(1), Map.of()),
            new TierDraft("Unlimited", "", 1, Duration.ofMinutes(1), Map.of()),
            new TierDraft("a,b", "", 1, Duration.ofMinutes(1), Map.of()),
            new TierDraft("X", "", -1, Duration.ofMinutes(1), Map.of()),
            new TierDraft("X", "", 1, Duration.ZERO, Map.of()),
            new TierDraft("X", "", 1, Duration.ofMinutes(1), Map.of("QuotaPerDay", "few")),
            new TierDraft("X", "", 1, Duration.ofMinutes(1), Map.of("a<b", "x"))
        }) {
            assertThatThrownBy(() -> editor.save(Fixtures.ADMIN_CALLER, none, null))
                    .as(none.toString())
                    .isInstanceOf(Invalid.class);
        }
        assertThat(tiers.find(TENANT, "X")).isEmpty();
    }

    @Test
    void whatTheFileCannotHoldIsRefusedByItsPlace() {
        assertRefused(gold("x".repeat(101), "free"), "displayName: 101 characters (expected: at most 100)");
        assertRefused(
                gold("a\u0001b", "free"), "displayName: the character U+0001 (expected: those that XML can hold)");
        assertRefused(
                gold("Gold", "\uFFFF"), "attribute: Plan: the character U+FFFF (expected: those that XML can hold)");
        editor.save(Fixtures.ADMIN_CALLER, gold("x".repeat(100), "1\n2"), null);
        assertThat(tiers.find(TENANT, "Gold").orElseThrow().attributes()).containsEntry("Plan", "1\n2");
    }

    private void assertRefused(TierDraft draft, String because) {
        assertThatThrownBy(() -> editor.save(Fixtures.ADMIN_CALLER, draft, null))
                .isInstanceOf(Invalid.class)
                .hasMessage(because);
    }

    private static TierDraft gold(String displayName, String plan) {
        return new TierDraft("Gold", displayName, 20, Duration.ofMinutes(1), Map.of("Plan", plan));
    }

    @Test
    void ofTwoWhoSawTheSameTierTheSecondLearnsWhatTheFirstChanged() {
        TierRevision seen = TierRevision.of(tiers.find(TENANT, "Gold").orElseThrow());
        editor.save(Fixtures.ADMIN_CALLER, gold(30), seen);

        assertThatThrownBy(() -> editor.save(Fixtures.ADMIN_CALLER, gold(40), seen))
                .isInstanceOf(Conflict.class)
                .hasMessage("tier Gold is another by now: limit: 20 calls, now 30 calls");
        assertThatThrownBy(() -> editor.remove(Fixtures.ADMIN_CALLER, "Gold", seen))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("now 30 calls");
        assertThat(tiers.find(TENANT, "Gold").orElseThrow().count()).isEqualTo(30);

        editor.save(
                Fixtures.ADMIN_CALLER,
                gold(40),
                TierRevision.of(tiers.find(TENANT, "Gold").orElseThrow()));
        assertThat(tiers.find(TENANT, "Gold").orElseThrow().count()).isEqualTo(40);
    }

    @Test
    void aRevisionIsOfItsTierAndNotOfItsNeighbours() {
        TierRevision seen = TierRevision.of(tiers.find(TENANT, "Gold").orElseThrow());
        edit(text -> text.replace(">5<", ">6<").replace("Gold</throttle:ID>", "Gold</throttle:ID><!-- hot -->"));
        editor.save(Fixtures.ADMIN_CALLER, gold(21), seen);
        assertThat(registry.find(TENANT, Tiers.POLICY_PATH).orElseThrow().text())
                .contains(">6<", ">21<", "<!-- hot -->");
    }

    @Test
    void ofTwoWhoAddTheSameTierOneDoes() {
        TierRevision none = TierRevision.of(null);
        TierDraft draft = new TierDraft("New", "", 1, Duration.ofSeconds(1), Map.of());
        editor.save(Fixtures.ADMIN_CALLER, draft, none);
        assertThatThrownBy(() -> editor.save(Fixtures.ADMIN_CALLER, draft, none))
                .isInstanceOf(Conflict.class)
                .hasMessage("tier New is another by now: it was added, with 1 calls in 1000 ms");

        TierRevision seen = TierRevision.of(tiers.find(TENANT, "New").orElseThrow());
        editor.remove(Fixtures.ADMIN_CALLER, "New", seen);
        assertThatThrownBy(() -> editor.save(Fixtures.ADMIN_CALLER, draft, seen))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("it was removed");
        assertThat(tiers.find(TENANT, "New")).isEmpty();
    }

    @Test
    void anEditThatAnotherServerGetsAheadOfIsMadeFromWhatThatOneLeft() {
        meanwhile(1, text -> text.replace(">5<", ">6<"));
        editor.save(
                Fixtures.ADMIN_CALLER,
                gold(21),
                TierRevision.of(tiers.find(TENANT, "Gold").orElseThrow()));
        assertThat(registry.find(TENANT, Tiers.POLICY_PATH).orElseThrow().text())
                .contains(">6<", ">21<");

        meanwhile(1, text -> text.replace(">21<", ">30<"));
        TierRevision seen = TierRevision.of(tiers.find(TENANT, "Gold").orElseThrow());
        assertThatThrownBy(() -> editor.save(Fixtures.ADMIN_CALLER, gold(40), seen))
                .isInstanceOf(Conflict.class)
                .hasMessage("tier Gold is another by now: limit: 21 calls, now 30 calls");
        assertThat(tiers.find(TENANT, "Gold").orElseThrow().count()).isEqualTo(30);
    }

    @Test
    void whoNeverGetsAheadOfOthersIsTold() {
        meanwhile(Integer.MAX_VALUE, text -> text.replace("</wsp:Policy>", "<!-- more --></wsp:Policy>"));
        assertThatThrownBy(() -> editor.save(Fixtures.ADMIN_CALLER, gold(21), null))
                .isInstanceOf(Conflict.class)
                .hasMessageStartingWith("tier Gold: nothing was changed");
        assertThat(tiers.find(TENANT, "Gold").orElseThrow().count()).isEqualTo(20);
    }

    @Test
    void aServerThatHasNotHeardOfAChangeYetLooksAgainWhenItGetsInItsWay() {
        RegistryTiers late = new RegistryTiers(registry, permissions, true);
        RegistryTierEditor there = new RegistryTierEditor(registry, late, permissions, uses);
        TierRevision seen = TierRevision.of(late.find(TENANT, "Gold").orElseThrow());
        editor.save(Fixtures.ADMIN_CALLER, gold(30), null);
        assertThat(late.find(TENANT, "Gold").orElseThrow().count()).isEqualTo(20);

        assertThatThrownBy(() -> there.save(Fixtures.ADMIN_CALLER, gold(40), seen))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("now 30 calls");
        assertThat(late.find(TENANT, "Gold").orElseThrow().count()).isEqualTo(30);
    }

    /** That often somebody changes the policy while an edit is about to be stored. */
    private void meanwhile(int times, UnaryOperator<String> change) {
        tiers.offered(TENANT);
        TierPolicyGuard guard = new TierPolicyGuard(tiers, registry, uses);
        int[] left = {times};
        boolean[] editing = {false};
        registry.guard(Tiers.POLICY_PATH, new RegistryGuard() {
            @Override
            public void check(String tenant, RegistryFile file) {
                guard.check(tenant, file);
                if (!editing[0] && left[0]-- > 0) {
                    editing[0] = true;
                    edit(change);
                    editing[0] = false;
                }
            }

            @Override
            public void stored(String tenant, String path) {
                guard.stored(tenant, path);
            }
        });
    }

    private static TierDraft gold(int count) {
        return new TierDraft("Gold", "", count, Duration.ofMinutes(1), Map.of());
    }

    @Test
    void onlyWhoManagesTiersChangesThem() {
        tiers.offered(TENANT);
        Caller subscriber =
                new Caller(new UserName(TENANT, "sue"), Set.of(), Set.of("/permission/admin/manage/api/subscribe"));

        assertThatThrownBy(() -> editor.remove(subscriber, "Gold", null)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> editor.permit(subscriber, new TierPermission("Gold", true, Set.of("sue"))))
                .isInstanceOf(Forbidden.class);
        Caller publisher =
                new Caller(new UserName(TENANT, "pete"), Set.of(), Set.of("/permission/admin/manage/api/publish"));
        assertThatThrownBy(() -> editor.remove(publisher, "Gold", null)).isInstanceOf(Forbidden.class);
        editor.permit(publisher, new TierPermission("Gold", false, Set.of("visitor")));
        assertThat(tiers.denied(TENANT, Set.of("visitor"))).containsExactly("Gold");
        editor.permit(Fixtures.ADMIN_CALLER, new TierPermission("Gold", false, Set.of("guest")));
        assertThat(tiers.denied(TENANT, Set.of("guest"))).containsExactly("Gold");
    }
}
