package org.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.HandClock;
import org.gatehouse.testkit.InMemoryTenants;
import org.gatehouse.testkit.InMemoryUsers;
import org.gatehouse.testkit.KnownSecret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordAuthenticatorTest {
    private static final UserName JOE = new UserName(Fixtures.TENANT, "Joe");

    private static final Origin HERE = Origin.direct("127.0.0.1", "test");
    private static final Origin AWAY = Origin.direct("203.0.113.7", "test");

    private final HandClock clock = new HandClock();
    private final InMemoryUsers users = new InMemoryUsers();
    private final InMemoryTenants tenants = new InMemoryTenants();
    private final PasswordAuthenticator authenticator = new PasswordAuthenticator(
            users,
            new OtherStores(List::of),
            tenants,
            new RecentPasswords(Duration.ofMinutes(1), clock),
            new SignInLimits(5, Duration.ofMinutes(15), clock),
            new MachineIdentity(new KnownSecret((byte) 1), clock));

    @BeforeEach
    void firstAccountsAndJoe() {
        FirstAccounts.addTo(users, chosen(null));
        users.saveRole(new Role(Fixtures.TENANT, "creator", Set.of(Permission.CREATE_APIS.path())));
        users.put(new User(JOE, PasswordHash.of("p\u00e4ss word"), Set.of("creator", "forgotten role")));
    }

    @Test
    void anEmptyDatabaseGetsAnAdministratorWhoMayDoEverything() {
        Caller admin = authenticate(Fixtures.ADMIN, "admin").orElseThrow();

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

        FirstAccounts.addTo(users, chosen(null));

        assertThat(users.find(Fixtures.ADMIN)).isEmpty();
    }

    @Test
    void aUserIsKnownByTheStoredName() {
        Caller joe = authenticate(new UserName(Fixtures.TENANT, "joe"), "p\u00e4ss word")
                .orElseThrow();

        assertThat(joe.user()).isEqualTo(JOE);
        assertThat(joe.may(Permission.CREATE_APIS)).isTrue();
        assertThat(joe.may(Permission.PUBLISH_APIS)).isFalse();
    }

    @Test
    void wrongPasswordsAreRefusedRightAfterTheRightOneToo() {
        assertThat(authenticate(JOE, "p\u00e4ss word")).isPresent();

        assertThat(authenticate(JOE, "P\u00e4ss word")).isEmpty();
        assertThat(authenticate(JOE, "")).isEmpty();
        assertThat(authenticate(JOE, "x".repeat(10_000))).isEmpty();
    }

    @Test
    void aCallerIsOfTheAccountAndNotOfTheName() {
        Account known = authenticate(JOE, "p\u00e4ss word").orElseThrow().account();
        assertThat(known)
                .isEqualTo(new Account(JOE, users.find(JOE).orElseThrow().number()));

        users.remove(JOE);
        users.put(new User(JOE, PasswordHash.of("secret"), Set.of()));

        assertThat(authenticator.asCaller(JOE).orElseThrow().account())
                .isNotEqualTo(known)
                .isEqualTo(authenticate(JOE, "secret").orElseThrow().account());
    }

    @Test
    void unknownUsersAreRefused() {
        assertThat(authenticate(new UserName(Fixtures.TENANT, "nobody"), "admin"))
                .isEmpty();
        assertThat(authenticate(new UserName("example.com", "admin"), "admin")).isEmpty();
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
        users.put(new User(JOE, "", Set.of()));

        assertThat(authenticate(JOE, "")).isEmpty();
    }

    @Test
    void longPasswordsCountToTheirLastCharacter() {
        users.put(new User(JOE, PasswordHash.of("x".repeat(100) + "a"), Set.of()));

        assertThat(authenticate(JOE, "x".repeat(100) + "b")).isEmpty();
        assertThat(authenticate(JOE, "x".repeat(100) + "a")).isPresent();
    }

    @Test
    void aChangedPasswordCountsAtOnce() {
        assertThat(authenticate(JOE, "p\u00e4ss word")).isPresent();

        users.put(new User(JOE, PasswordHash.of("new"), Set.of()));

        assertThat(authenticate(JOE, "p\u00e4ss word")).isEmpty();
        assertThat(authenticate(JOE, "new")).isPresent();
    }

    @Test
    void changedRolesCountAtOnceAndRemovedUsersAreGoneAtOnce() {
        assertThat(authenticate(JOE, "p\u00e4ss word")).isPresent();
        users.put(new User(JOE, users.find(JOE).orElseThrow().passwordHash(), Set.of("admin")));
        assertThat(authenticate(JOE, "p\u00e4ss word").orElseThrow().may(Permission.ADMINISTER))
                .isTrue();

        users.remove(JOE);
        assertThat(authenticate(JOE, "p\u00e4ss word")).isEmpty();
    }

    @Test
    void fiveWrongPasswordsMakeWaitTwiceAsLongEachTimeAndThereOnly() {
        failTimes(4);
        assertThat(authenticate(JOE, "p\u00e4ss word")).isPresent();
        failTimes(5);

        assertThat(authenticate(JOE, "p\u00e4ss word")).isEmpty();
        assertThat(authenticator.authenticate(JOE, "p\u00e4ss word", AWAY)).isPresent();
        clock.advance(Duration.ofSeconds(15));
        failTimes(1);
        clock.advance(Duration.ofSeconds(29));
        assertThat(authenticate(JOE, "p\u00e4ss word")).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(authenticate(JOE, "p\u00e4ss word")).isPresent();
        assertThat(authenticate(Fixtures.ADMIN, "admin")).isPresent();
    }

    @Test
    void thePasswordThatEverybodyKnowsCountsAtThisMachineWithoutAProxyOnly() {
        assertThat(authenticate(Fixtures.ADMIN, "admin")).isPresent();
        for (Origin elsewhere : List.of(
                AWAY,
                Origin.of("127.0.0.1", name -> name.equals("Via") ? "1.1 proxy" : null, "test"),
                Origin.of("::1", name -> name.equals("X-Forwarded-For") ? "127.0.0.1" : null, "test"),
                Origin.of("127.0.0.1", name -> name.equals("Via") ? "1.1 x" : forged(name), "test"),
                Origin.direct("unknown", "test"))) {
            assertThatThrownBy(() -> authenticator.authenticate(Fixtures.ADMIN, "admin", elsewhere))
                    .isInstanceOf(Forbidden.class)
                    .hasMessageContaining("loopback")
                    .hasMessageContaining(FirstPassword.VARIABLE);
            assertThat(authenticator.authenticate(Fixtures.ADMIN, "wrong", elsewhere))
                    .isEmpty();
        }
        String voucher =
                new MachineIdentity(new KnownSecret((byte) 1), clock).voucher(Origin.direct("127.0.0.1", "gateway"));
        Origin throughTheGateway = Origin.of(
                "192.0.2.1",
                name -> name.equals(Origin.VOUCHER) ? voucher : name.equals("Via") ? "1.1 gateway" : null,
                "test");
        assertThat(authenticator.authenticate(Fixtures.ADMIN, "admin", throughTheGateway))
                .isPresent();

        users.put(new User(Fixtures.ADMIN, PasswordHash.of("changed"), Set.of("admin")));
        assertThat(authenticator.authenticate(Fixtures.ADMIN, "changed", AWAY)).isPresent();
        assertThat(authenticator.authenticate(Fixtures.ADMIN, "admin", AWAY)).isEmpty();
    }

    private String forged(String header) {
        return header.equals(Origin.VOUCHER)
                ? new MachineIdentity(new KnownSecret((byte) 9), clock).voucher(Origin.direct("127.0.0.1", "x"))
                : null;
    }

    @Test
    void theFirstPasswordIsWhatSomebodyHasChosenAndItsFileGoes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("admin.password");
        Files.writeString(file, "from-the-file\n");
        InMemoryUsers empty = new InMemoryUsers();
        FirstAccounts.addTo(empty, new FirstPassword(null, file, folder.resolve("sign-in")));
        assertThat(PasswordHash.matches(
                        "from-the-file",
                        empty.find(Fixtures.ADMIN).orElseThrow().passwordHash()))
                .isTrue();
        assertThat(file).doesNotExist();

        InMemoryUsers other = new InMemoryUsers();
        FirstAccounts.addTo(other, chosen("from-outside"));
        assertThat(PasswordHash.matches(
                        "from-outside", other.find(Fixtures.ADMIN).orElseThrow().passwordHash()))
                .isTrue();
        assertThat(FirstAccounts.isAsShipped(other)).isFalse();
        assertThat(FirstAccounts.isAsShipped(users)).isTrue();

        InMemoryUsers none = new InMemoryUsers();
        assertThatThrownBy(() -> FirstAccounts.addTo(none, chosen("abc")))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining(FirstPassword.VARIABLE)
                .hasMessageNotContaining("abc");
        assertThat(none.all(Fixtures.TENANT)).isEmpty();
    }

    private static FirstPassword chosen(String password) {
        return new FirstPassword(password, Path.of("none"), Path.of("none"));
    }

    private Optional<Caller> authenticate(UserName user, String password) {
        return authenticator.authenticate(user, password, HERE);
    }

    @Test
    void aLockIsNotGotRoundByAnotherSpelling() {
        failTimes(5);

        assertThat(authenticate(new UserName(Fixtures.TENANT, "JOE"), "p\u00e4ss word"))
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

    private void failTimes(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(authenticate(JOE, "wrong")).isEmpty();
        }
    }

    @Test
    void usersOfATenantThatIsNotActiveDoNotComeIn() {
        UserName ann = new UserName("beta.example", "ann");
        users.put(new User(ann, PasswordHash.of("ann-secret"), Set.of()));
        assertThat(authenticate(ann, "ann-secret")).as("no such tenant").isEmpty();

        var beta = tenants.add("beta.example", "ann", "", Fixtures.NOON);
        assertThat(authenticate(ann, "ann-secret")).isPresent();

        tenants.save(beta.active(false));
        assertThat(authenticate(ann, "ann-secret")).as("remembered or not").isEmpty();
        assertThat(authenticator.asCaller(ann)).isEmpty();
    }
}
