package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.TENANT;

import java.util.Set;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.AccountTaken;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;
import org.junit.jupiter.api.Test;

/** What every {@link Users} does. */
public abstract class UsersContract {
    /** The port under test without users and roles, the same one throughout a test. */
    protected abstract Users users();

    @Test
    void userIsFoundInAnyCase() {
        User anna = user("Anna", "hash", "admin", "Internal/everyone");

        users().add(anna);

        assertThat(users().find(new UserName(TENANT, "aNNa")).map(UsersContract::unnumbered))
                .contains(anna);
        assertThat(users().find(ADMIN)).isEmpty();
        assertThat(users().find(new UserName("example.com", "Anna"))).isEmpty();
    }

    @Test
    void aNameIsHadOnce() {
        User anna = user("Anna", "hash", "admin");
        users().add(anna);

        assertThatThrownBy(() -> users().add(user("ANNA", "other", "creator"))).isInstanceOf(AccountTaken.class);

        assertThat(users().all(TENANT)).extracting(UsersContract::unnumbered).containsExactly(anna);
    }

    @Test
    void aPasswordIsChangedForWhoeverSawTheOldOne() {
        users().add(user("Anna", "hash", "admin", "creator"));
        User seen = users().find(new UserName(TENANT, "anna")).orElseThrow();
        users().changeRoles(seen.name(), Set.of(), Set.of("admin"));

        assertThat(users().setPassword(seen, "first")).isTrue();
        assertThat(users().setPassword(seen, "second")).isFalse();

        assertThat(users().all(TENANT))
                .extracting(UsersContract::unnumbered)
                .containsExactly(user("Anna", "first", "creator"));
        users().remove(seen.name());
        assertThat(users().setPassword(seen, "third")).isFalse();
        assertThat(users().all(TENANT)).isEmpty();
    }

    @Test
    void rolesAreGivenAndTakenOneByOne() {
        UserName anna = new UserName(TENANT, "anna");
        users().add(user("Anna", "hash", "admin"));

        assertThat(users().changeRoles(anna, Set.of("creator", "admin"), Set.of("unknown")))
                .isFalse();
        assertThat(users().find(anna).orElseThrow().roles()).containsExactlyInAnyOrder("admin", "creator");
        assertThat(users().changeRoles(anna, Set.of(), Set.of("admin"))).isTrue();
        assertThat(users().find(anna).orElseThrow().roles()).containsExactly("creator");
        assertThatThrownBy(() -> users().changeRoles(new UserName(TENANT, "nobody"), Set.of("admin"), Set.of()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aUserKeepsTheNumberAndNobodyElseHasIt() {
        users().add(user("Anna", "hash", "admin"));
        users().add(user("berta", "hash"));
        long annas = number("anna");
        users().setPassword(users().find(new UserName(TENANT, "anna")).orElseThrow(), "other");
        assertThat(number("anna")).isEqualTo(annas).isNotEqualTo(Account.NONE).isNotEqualTo(number("berta"));

        users().remove(new UserName(TENANT, "anna"));
        users().add(user("anna", "hash", "admin"));

        assertThat(number("anna")).isNotEqualTo(annas).isNotEqualTo(number("berta"));
    }

    @Test
    void allAreByName() {
        users().add(user("joe@mail.example.com", "hash"));
        users().add(user("Anna", "hash"));
        users().add(user("berta", "hash"));

        assertThat(users().all(TENANT))
                .extracting(user -> user.name().name())
                .containsExactly("Anna", "berta", "joe@mail.example.com");
        assertThat(users().all("example.com")).isEmpty();
    }

    @Test
    void removedUserIsGone() {
        users().add(user("Anna", "hash", "admin"));

        users().remove(new UserName(TENANT, "anna"));
        users().remove(new UserName(TENANT, "anna"));

        assertThat(users().all(TENANT)).isEmpty();
    }

    @Test
    void aRemovedRoleIsGoneFromUsersToo() {
        users().saveRole(new Role(TENANT, "gone", Set.of("/permission/admin/login")));
        users().saveRole(new Role(TENANT, "stays", Set.of()));
        UserName joe = new UserName(TENANT, "joe");
        users().add(new User(joe, "hash", Set.of("gone", "stays")));

        users().removeRole(TENANT, "gone");
        users().removeRole(TENANT, "gone");

        assertThat(users().findRole(TENANT, "gone")).isEmpty();
        assertThat(users().find(joe).orElseThrow().roles()).containsExactly("stays");
    }

    @Test
    void membersOfARoleAreByName() {
        users().saveRole(new Role(TENANT, "creator", Set.of()));
        users().add(user("zoe", "hash", "creator"));
        users().add(user("Joe", "hash", "creator"));
        users().add(user("ann", "hash"));

        assertThat(users().members(TENANT, "creator"))
                .extracting(UserName::name)
                .containsExactly("Joe", "zoe");
        assertThat(users().members(TENANT, "nobody")).isEmpty();
        assertThat(users().members("example.com", "creator")).isEmpty();
    }

    @Test
    void roleIsFoundWithItsPermissions() {
        Role creator = new Role(TENANT, "creator", Set.of("/permission/admin/login", "/permission/admin/manage"));
        users().saveRole(new Role(TENANT, "creator", Set.of("/permission/old")));

        users().saveRole(creator);
        users().saveRole(new Role(TENANT, "admin", Set.of("/permission")));

        assertThat(users().findRole(TENANT, "creator")).contains(creator);
        assertThat(users().findRole(TENANT, "publisher")).isEmpty();
        assertThat(users().findRole("example.com", "creator")).isEmpty();
        assertThat(users().roles(TENANT)).extracting(Role::name).containsExactly("admin", "creator");
    }

    private long number(String name) {
        return users().find(new UserName(TENANT, name)).orElseThrow().number();
    }

    private static User unnumbered(User user) {
        return new User(user.name(), user.passwordHash(), user.roles());
    }

    private static User user(String name, String hash, String... roles) {
        return new User(new UserName(TENANT, name), hash, Set.of(roles));
    }
}
