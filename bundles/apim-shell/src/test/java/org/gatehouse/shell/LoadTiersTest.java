package org.gatehouse.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadTiersTest {
    @TempDir
    Path folder;

    private final Tree registry = new Tree();

    @Test
    void theFileStandsWhereTheTiersAreReadFrom() throws IOException {
        Path file = Files.writeString(folder.resolve("tiers.xml"), "<tiers/>");

        LoadTiers.load(registry, "carbon.super", file);

        assertThat(registry.files)
                .containsEntry("carbon.super/_system/governance/apimgt/applicationdata/tiers.xml", "<tiers/>");
    }

    @Test
    void anyFileGoesWhereItIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("ga-config.xml"), "<x/>");
        assertThat(PutResource.put(registry, "a.com", "gov:/apimgt/statistics/ga-config.xml", file))
                .isEqualTo("/_system/governance/apimgt/statistics/ga-config.xml");
        assertThat(registry.files).containsEntry("a.com/_system/governance/apimgt/statistics/ga-config.xml", "<x/>");
        assertThatThrownBy(() -> PutResource.put(registry, "a.com", "/etc/passwd", file))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("expected: gov:/");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> LoadTiers.load(registry, "carbon.super", folder))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("expected: a tiers.xml");
        assertThat(registry.files).isEmpty();
    }

    private static final class Tree implements Registry {
        private final Map<String, String> files = new HashMap<>();

        @Override
        public Optional<RegistryFile> find(String tenant, String path) {
            return Optional.empty();
        }

        @Override
        public List<String> below(String tenant, String folder) {
            return List.of();
        }

        @Override
        public void put(String tenant, RegistryFile file) {
            files.put(tenant + file.path(), file.text());
        }

        @Override
        public boolean replace(String tenant, RegistryFile seen, RegistryFile file) {
            return files.replace(tenant + file.path(), seen.text(), file.text());
        }

        @Override
        public void putIfAbsent(String tenant, RegistryFile file) {
            files.putIfAbsent(tenant + file.path(), file.text());
        }

        @Override
        public void remove(String tenant, String path) {
            files.remove(tenant + path);
        }
    }
}
