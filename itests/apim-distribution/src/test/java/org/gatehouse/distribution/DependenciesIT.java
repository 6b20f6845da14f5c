package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/security/dependencies.md} tells of what the distribution has, and of nothing else. */
final class DependenciesIT {
    private static final Path DOCS = Path.of(System.getProperty("apim.root")).resolve("docs/security");

    @Test
    void whatOthersHaveMadeIsToldOf() throws IOException {
        Libraries libraries = Libraries.of(Server.zip());
        List<Libraries.Line> lines = Libraries.Line.read(DOCS.resolve("lines.tsv"));
        Path page = DOCS.resolve("dependencies.md");
        if (Boolean.getBoolean("apim.dependencies.write")) {
            Files.writeString(page, libraries.page(lines));
        }

        assertThat(libraries.found()).hasSizeGreaterThan(100);
        assertThat(libraries.untold(lines)).as("to be told of in lines.tsv").isEmpty();
        assertThat(libraries.empty(lines)).as("in lines.tsv for nothing").isEmpty();
        assertThat(libraries.page(lines)).as("./apim dependencies writes it").isEqualTo(Files.readString(page));
    }
}
