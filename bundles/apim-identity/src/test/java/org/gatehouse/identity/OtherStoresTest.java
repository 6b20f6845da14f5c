package org.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.UserStore;
import org.gatehouse.domain.identity.UserStore.Member;
import org.gatehouse.domain.identity.UserStoreDefinition;
import org.gatehouse.domain.identity.UserStoreKind;
import org.junit.jupiter.api.Test;

/** Which store is asked, and when it is opened and closed. */
final class OtherStoresTest {
    private static final Member TOM = new Member("CORP/Tom", Set.of("CORP/employee"));

    private final List<UserStoreDefinition> defined = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final Lists kind = new Lists();
    private final OtherStores stores = new OtherStores(() -> List.copyOf(defined));

    /** Stores with one user, who is the setting {@code user}, and whose password is the name. */
    private final class Lists implements UserStoreKind {
        @Override
        public boolean includes(UserStoreDefinition definition) {
            return definition.kind().equals("list");
        }

        @Override
        public UserStore open(UserStoreDefinition definition) {
            return new One(definition.get("user", ""));
        }
    }

    private final class One implements UserStore {
        private final String user;

        private One(String user) {
            this.user = user;
        }

        @Override
        public Optional<Member> authenticate(String name, String password) {
            return find(name).filter(found -> password.equals(user));
        }

        @Override
        public Optional<Member> find(String name) {
            return name.equalsIgnoreCase(user) ? Optional.of(new Member(user, Set.of("employee"))) : Optional.empty();
        }

        @Override
        public Map<String, String> attributes(String name, Set<String> wanted) {
            return Map.of("mail", name + "@example.org");
        }

        @Override
        public void close() {
            closed.add(user);
        }
    }

    OtherStoresTest() {
        stores.add(kind);
        define("CORP", "Tom");
        define("SHOP", "Anna");
    }

    private void define(String domain, String user) {
        defined.add(new UserStoreDefinition(domain, "list", Map.of("user", user)));
    }

    private static UserName user(String name) {
        return new UserName(UserName.SUPER_TENANT, name);
    }

    @Test
    void aUserIsFoundWithTheDomainOrWithoutAndAlwaysNamedWithIt() {
        assertThat(stores.authenticate(user("tom"), "Tom")).contains(TOM);
        assertThat(stores.authenticate(user("corp/tom"), "Tom")).contains(TOM);
        assertThat(stores.find(user("tom"))).contains(TOM);
        assertThat(stores.find(user("SHOP/tom"))).isEmpty();
        assertThat(stores.find(user("OTHER/tom"))).isEmpty();
        assertThat(stores.find(new UserName("example.com", "tom"))).isEmpty();
        assertThat(stores.attributes(user("anna"), Set.of("mail"))).containsEntry("mail", "Anna@example.org");
        assertThat(stores.attributes(user("nobody"), Set.of("mail"))).isEmpty();
    }

    @Test
    void aStoreIsOpenedAnewWhenItIsDefinedAnewAndClosedWhenItsKindGoes() {
        assertThat(stores.find(user("CORP/tom"))).isPresent();
        defined.set(0, new UserStoreDefinition("CORP", "list", Map.of("user", "John")));

        assertThat(stores.find(user("CORP/tom"))).isEmpty();
        assertThat(stores.find(user("CORP/john"))).isPresent();
        assertThat(closed).containsExactly("Tom");
        stores.remove(kind);
        assertThat(closed).containsExactly("Tom", "John");
    }

    @Test
    void aStoreThatNobodyOpensIsNoOpinionOnItsUsers() {
        stores.remove(kind);

        assertThatThrownBy(() -> stores.authenticate(user("tom"), "Tom"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("CORP");
    }
}
