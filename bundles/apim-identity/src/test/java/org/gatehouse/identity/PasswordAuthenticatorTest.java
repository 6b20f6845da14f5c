package org.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.HandClock;
import org.gatehouse.testkit.InMemoryTenants;
import org.gatehouse.testkit.InMemoryUsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordAuthenticatorTest {
    private static final UserName JOE = new UserName(Fixtures.TENANT, "Joe");

    private final HandClock clock = new HandClock();
    private final InMemoryUsers users = new InMemoryUsers();
    private final InMemoryTenants tenants = new InMemoryTenants();
    private final PasswordAuthenticator authenticator = new PasswordAuthenticator(
            users,
            new OtherStores(List::of),
            tenants,
            new RecentPasswords(Duration.ofMinutes(1), clock),
            new Lockout(5, Duration.ofMinutes(15), clock));

    @BeforeEach
    void firstAccountsAndJoe() {
        FirstAccounts.addTo(users);
        users.saveRole(new Role(Fixtures.TENANT, "creator", Set.of(Permission.CREATE_APIS.path())));
        users.save(new User(JOE, PasswordHash.of("p\u00e4ss word"), Set.of("creator", "forgotten role")));
    }

    @Test
    void anEmptyDatabaseGetsAnAdministratorWhoMayDoEverything() {
        Caller admin = authenticator.authenticate(Fixtures.ADMIN, "admin").orElseThrow();

        assertThat(admin.user()).isEqualTo(Fixtures.ADMIN);
        assertThat(admin.roles()).containsExactlyInAnyOrder("admin", "Internal/everyone");
        assertThat(Permission.values()).allMatch(admin::may);
        assertThat(users.findRole(Fixtures.TENANT, Role.SUBSCRIBER)
                        .orElseThrow()
                        .permissions())
                .containsExactlyInAnyOrder("/permission/admin/login", "/permission/admin/manage/api/subscribe");
    }

    @Test
    void aDatabaseWithUsersIsLeftAlone() {
        users.remove(Fixtures.ADMIN);

        FirstAccounts.addTo(users);

        assertThat(users.find(Fixtures.ADMIN)).isEmpty();
    }

    @Test
    void aUserIsKnownByTheStoredName() {
        Caller joe = authenticator
                .authenticate(new UserName(Fixtures.TENANT, "joe"), "p\u00e4ss word")
                .orElseThrow();

        assertThat(joe.user()).isEqualTo(JOE);
        assertThat(joe.may(Permission.CREATE_APIS)).isTrue();
        assertThat(joe.may(Permission.PUBLISH_APIS)).isFalse();
    }

    @Test
    void wrongPasswordsAreRefusedRightAfterTheRightOneToo() {
        assertThat(authenticator.authenticate(JOE, "p\u00e4ss word")).isPresent();

        assertThat(authenticator.authenticate(JOE, "P\u00e4ss word")).isEmpty();
        assertThat(authenticator.authenticate(JOE, "")).isEmpty();
        assertThat(authenticator.authenticate(JOE, "x".repeat(10_000))).isEmpty();
    }

    @Test
    void unknownUsersAreRefused() {
        assertThat(authenticator.authenticate(new UserName(Fixtures.TENANT, "nobody"), "admin"))
                .isEmpty();
        assertThat(authenticator.authenticate(new UserName("example.com", "admin"), "admin"))
                .isEmpty();
        assertThat(authenticator.asCaller(new UserName(Fixtures.TENANT, "nobody")))
                .isEmpty();
    }

    @Test
    void unknownUsersCostAsMuchAsWrongPasswords() {
        assertThat(PasswordHash.OF_NOBODY.substring(0, 7))
                .isEqualTo(PasswordHash.of("any").substring(0, 7));
        assertThat(PasswordHash.OF_NOBODY).hasSameSizeAs(PasswordHash.of("any"));
    }

    @Test
    void aTextThatIsNoHashMatchesNothing() {
        users.save(new User(JOE, "", Set.of()));

        assertThat(authenticator.authenticate(JOE, "")).isEmpty();
    }

    @Test
    void longPasswordsCountToTheirLastCharacter() {
        users.save(new User(JOE, PasswordHash.of("x".repeat(100) + "a"), Set.of()));

        assertThat(authenticator.authenticate(JOE, "x".repeat(100) + "b")).isEmpty();
        assertThat(authenticator.authenticate(JOE, "x".repeat(100) + "a")).isPresent();
    }

    @Test
    void aChangedPasswordCountsAtOnce() {
        assertThat(authenticator.authenticate(JOE, "p\u00e4ss word")).isPresent();

        users.save(new User(JOE, PasswordHash.of("new"), Set.of()));

        assertThat(authenticator.authenticate(JOE, "p\u00e4ss word")).isEmpty();
        assertThat(authenticator.authenticate(JOE, "new")).isPresent();
    }

    @Test
    void changedRolesCountAtOnceAndRemovedUsersAreGoneAtOnce() {
        assertThat(authenticator.authenticate(JOE, "p\u00e4ss word")).isPresent();
        users.save(new User(JOE, users.find(JOE).orElseThrow().passwordHash(), Set.of("admin")));
        assertThat(authenticator
                        .authenticate(JOE, "p\u00e4ss word")
                        .orElseThrow()
                        .may(Permission.ADMINISTER))
                .isTrue();

        users.remove(JOE);
        assertThat(authenticator.authenticate(JOE, "p\u00e4ss word")).isEmpty();
    }

    @Test
    void fiveWrongPasswordsLockForAQuarterOfAnHour() {
        failTimes(4);
        assertThat(authenticator.authenticate(JOE, "p\u00e4ss word")).isPresent();
        failTimes(5);

        assertThat(authenticator.authenticate(JOE, "p\u00e4ss word")).isEmpty();
        clock.advance(Duration.ofMinutes(14));
        assertThat(authenticator.authenticate(JOE, "p\u00e4ss word")).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(authenticator.authenticate(JOE, "p\u00e4ss word")).isPresent();
        assertThat(authenticator.authenticate(Fixtures.ADMIN, "admin")).isPresent();
    }

    @Test
    void aLockIsNotGotRoundByAnotherSpelling() {
        failTimes(5);

        assertThat(authenticator.authenticate(new UserName(Fixtures.TENANT, "JOE"), "p\u00e4ss word"))
                .isEmpty();
    }

    @Test
    void passwordsAreRememberedBrieflyAndForThatHashOnly() {
        RecentPasswords recent = new RecentPasswords(Duration.ofMinutes(1), clock);
        recent.remember("joe", "right", "hash");

        assertThat(recent.knows("joe", "right", "hash")).isTrue();
        assertThat(recent.knows("joe", "wrong", "hash")).isFalse();
        assertThat(recent.knows("joe", "right", "other hash")).isFalse();
        assertThat(recent.knows("ann", "right", "hash")).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(recent.knows("joe", "right", "hash")).isFalse();
    }

    @Test
    void zeroFailuresMeansNeverLocked() {
        Lockout never = new Lockout(0, Duration.ofMinutes(15), clock);
        for (int i = 0; i < 10; i++) {
            assertThat(never.failed("joe")).isFalse();
        }

        assertThat(never.isLocked("joe")).isFalse();
    }

    private void failTimes(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(authenticator.authenticate(JOE, "wrong")).isEmpty();
        }
    }

    @Test
    void usersOfATenantThatIsNotActiveDoNotComeIn() {
        UserName ann = new UserName("beta.example", "ann");
        users.save(new User(ann, PasswordHash.of("ann-secret"), Set.of()));
        assertThat(authenticator.authenticate(ann, "ann-secret"))
                .as("no such tenant")
                .isEmpty();

        var beta = tenants.add("beta.example", "ann", "", Fixtures.NOON);
        assertThat(authenticator.authenticate(ann, "ann-secret")).isPresent();

        tenants.save(beta.active(false));
        assertThat(authenticator.authenticate(ann, "ann-secret"))
                .as("remembered or not")
                .isEmpty();
        assertThat(authenticator.asCaller(ann)).isEmpty();
    }
}
