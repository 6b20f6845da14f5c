package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.junit.jupiter.api.Test;

final class SavedFiltersTest extends PublisherRooms {
    private final SavedFilters filters = new SavedFilters(registry);

    @Test
    void eachAccountHasItsOwn() {
        Caller slashed = creator("LDAP/admin");
        Caller elsewhere = creator("admin@beta.example");

        filters.save(ADMIN, new SavedFilter("Old ones", "status=DEPRECATED"));
        filters.save(ADMIN, new SavedFilter("<script>alert(1)</script>", "query=x"));
        filters.save(slashed, new SavedFilter("Mine", "provider=me"));

        assertThat(filters.list(ADMIN))
                .extracting(SavedFilter::name)
                .containsExactly("Old ones", "<script>alert(1)</script>");
        assertThat(filters.list(slashed)).containsExactly(new SavedFilter("Mine", "provider=me"));
        assertThat(filters.list(elsewhere)).isEmpty();
        filters.remove(slashed, "Old ones");
        assertThat(filters.list(ADMIN)).hasSize(2);
    }

    @Test
    void oneOfTheSameNameTakesThePlaceOfTheOther() {
        filters.save(ADMIN, new SavedFilter("A", "query=1"));
        filters.save(ADMIN, new SavedFilter("B", "query=2"));
        filters.save(ADMIN, new SavedFilter("A", "query=3"));

        assertThat(filters.list(ADMIN))
                .containsExactly(new SavedFilter("B", "query=2"), new SavedFilter("A", "query=3"));
        filters.remove(ADMIN, "B");
        filters.remove(ADMIN, "B");
        assertThat(filters.list(ADMIN)).containsExactly(new SavedFilter("A", "query=3"));
    }

    @Test
    void numberAndLengthAreBounded() {
        for (int i = 0; i < SavedFilters.MOST; i++) {
            filters.save(ADMIN, new SavedFilter("Filter " + i, ""));
        }
        for (int i = 0; i < 1_000; i++) {
            SavedFilter more = new SavedFilter("More " + i, "");
            assertThatThrownBy(() -> filters.save(ADMIN, more))
                    .isInstanceOf(Invalid.class)
                    .hasMessage("filters: 21 (expected: at most 20)");
        }
        filters.save(ADMIN, new SavedFilter("Filter 3", "query=again"));
        assertThat(filters.list(ADMIN)).hasSize(20);
        for (String bad : List.of("", " ", "x".repeat(61), "two\nlines", "a\tb", "\u0000")) {
            assertThatThrownBy(() -> new SavedFilter(bad, "")).isInstanceOf(Invalid.class);
        }
        assertThatThrownBy(() -> new SavedFilter("a", "x".repeat(3_001))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new SavedFilter("a", "x\n")).isInstanceOf(Invalid.class);
    }

    @Test
    void whatSomebodyWroteThereIsReadAsFarAsItGoes() {
        registry.put(
                ADMIN.tenant(),
                RegistryFile.ofText(
                        Registry.CONFIGURATION + "/publisher/filters/admin",
                        "text/plain",
                        "no tab\n\tno name\nGood\tquery=x\n" + "y".repeat(100) + "\tlong\n"));

        assertThat(filters.list(ADMIN)).containsExactly(new SavedFilter("Good", "query=x"));
    }

    private static Caller creator(String user) {
        return new Caller(UserName.parse(user), Set.of(), Set.of(Permission.CREATE_APIS.path()));
    }
}
