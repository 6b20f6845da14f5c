package org.gatehouse.persistence.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.registry.RegistryGuard;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;

/** Two servers on one database. */
public final class RegistryWatchTest {
    private static final String PATH = "/watched";

    private final Database database = TestDatabase.empty();
    private final List<String> told = new ArrayList<>();
    private final RegistryGuard guard = new RegistryGuard() {
        @Override
        public void check(String tenant, RegistryFile file) {}

        @Override
        public void stored(String tenant, String path) {
            told.add(tenant + " " + path);
        }
    };
    private final RegistryTable here = new RegistryTable(database, path -> List.of());
    private final RegistryTable there = new RegistryTable(database, path -> List.of());
    private final RegistryWatch watch = new RegistryWatch(here, () -> Set.of(PATH), path -> List.of(guard));

    @Test
    void whatAnotherServerWritesIsTold() {
        watch.look();
        there.put(Fixtures.TENANT, RegistryFile.ofText(PATH, "text/plain", "one"));
        there.put(Fixtures.TENANT, RegistryFile.ofText("/other", "text/plain", "one"));
        watch.look();
        assertThat(told).containsExactly(Fixtures.TENANT + " " + PATH);

        watch.look();
        assertThat(told).hasSize(1);
        there.put(Fixtures.TENANT, RegistryFile.ofText(PATH, "text/plain", "one"));
        watch.look();
        assertThat(told).hasSize(2);
        there.remove(Fixtures.TENANT, PATH);
        watch.look();
        assertThat(told).hasSize(3);
        watch.close();
    }
}
