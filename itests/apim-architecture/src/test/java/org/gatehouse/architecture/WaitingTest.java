package org.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No test of a bundle sleeps: what is awaited is awaited, and who has to be slow says so by {@code Slowness}. */
final class WaitingTest {
    private static final Path BUNDLES = Path.of("..", "..", "bundles");
    private static final Pattern SLEEP =
            Pattern.compile("\\.sleep\\(|\\bLockSupport\\.park|\\bThread\\.(onSpinWait|yield)\\(");

    @Test
    void noTestOfABundleSleeps() throws IOException {
        List<Path> tests = tests();
        assertThat(tests).hasSizeGreaterThan(100);
        assertThat(tests).filteredOn(test -> SLEEP.matcher(text(test)).find()).isEmpty();
    }

    private static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(BUNDLES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file ->
                            file.toString().contains(Path.of("src", "test").toString()))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
