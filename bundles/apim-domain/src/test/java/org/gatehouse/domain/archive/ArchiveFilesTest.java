package org.gatehouse.domain.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gatehouse.domain.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchiveFilesTest {
    private static final ArchiveFiles TWO =
            ArchiveFiles.of(Map.of("api.yaml", bytes("name: a"), "documents/01-a.md", bytes("b")));

    @TempDir
    Path folder;

    @Test
    void theyAreTheSameInAFolderAndInAZip() throws IOException {
        TWO.write(folder.resolve("new"));
        assertThat(ArchiveFiles.read(folder.resolve("new"))).isEqualTo(TWO);
        assertThat(ArchiveFiles.unzip(new ByteArrayInputStream(zip(TWO)))).isEqualTo(TWO);
        assertThat(zip(TWO)).isEqualTo(zip(TWO));
        assertThat(TWO)
                .isNotEqualTo(ArchiveFiles.none())
                .isNotEqualTo(ArchiveFiles.of(Map.of("api.yaml", bytes("name: b"))));
    }

    @Test
    void aFolderHasThoseOfTheApiAloneAndKeepsWhatIsSomebodys() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/config"), "mine");
        TWO.write(folder);
        Files.writeString(folder.resolve("README.md"), "mine");
        Files.writeString(folder.resolve("thumbnail.png"), "old");
        ArchiveFiles.of(Map.of("api.yaml", bytes("name: c"))).write(folder);
        assertThat(ArchiveFiles.read(folder).names()).containsExactly("README.md", "api.yaml");
        assertThat(folder.resolve(".git/config")).hasContent("mine");
    }

    @Test
    void aFolderOfSomethingElseIsLeftAsItIs() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> TWO.write(folder)).isInstanceOf(Invalid.class).hasMessageContaining("other files");
        assertThat(folder).isDirectoryContaining("glob:**/thesis.txt").isDirectoryNotContaining("glob:**/api.yaml");
    }

    @Test
    void linksLeadNowhere() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s");
        Path inner = Files.createDirectories(folder.resolve("api"));
        Files.createSymbolicLink(inner.resolve("api.yaml"), secret);
        assertThatThrownBy(() -> ArchiveFiles.read(inner))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("a link");
        Files.delete(inner.resolve("api.yaml"));
        Files.createSymbolicLink(inner.resolve("documents"), folder);
        assertThatThrownBy(() -> ArchiveFiles.read(inner)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../api.yaml",
                "/etc/passwd",
                "a/../../b",
                "a\\b",
                "a//b",
                ".git/config",
                "a/.b",
                "a b",
                "ä",
                "C:/a",
                "",
                "a/b/c/d/e",
                "a\n"
            })
    void aNameThatLeadsElsewhereIsRefused(String name) throws IOException {
        assertThatThrownBy(() -> ArchiveFiles.of(Map.of(name, bytes(""))))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("expected: letters, digits");
        byte[] zip = zip(Map.of(name, bytes("x")));
        assertThatThrownBy(() -> ArchiveFiles.unzip(new ByteArrayInputStream(zip)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void thereAreBounds() throws IOException {
        byte[] bomb = zip(Map.of("a", new byte[ArchiveFiles.MOST_BYTES], "b", new byte[1]));
        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertThatThrownBy(() -> ArchiveFiles.unzip(new ByteArrayInputStream(bomb)))
                .hasMessageContaining("more than 67108864");
        Map<String, byte[]> many = new HashMap<>();
        for (int i = 0; i <= ArchiveFiles.MOST_FILES; i++) {
            many.put("f" + i, new byte[0]);
        }
        byte[] crowd = zip(many);
        assertThatThrownBy(() -> ArchiveFiles.unzip(new ByteArrayInputStream(crowd)))
                .hasMessageContaining("more than 300");
    }

    @Test
    void whatIsNoZipIsToldSo() throws IOException {
        assertThatThrownBy(() -> ArchiveFiles.unzip(new ByteArrayInputStream(bytes("no zip"))))
                .isInstanceOf(Invalid.class);
        byte[] whole = zip(TWO);
        for (int length = 0; length < whole.length; length++) {
            InputStream cut = new ByteArrayInputStream(whole, 0, length);
            assertThatThrownBy(() -> ArchiveFiles.unzip(cut)).isInstanceOf(Invalid.class);
        }
    }

    private static byte[] zip(ArchiveFiles files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.zip(out);
        return out.toByteArray();
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
