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

/**
 * No test sleeps, neither a bundle's nor one of the whole: what is awaited is awaited, by {@code Eventually} alone where there is
 * nothing to be told by, and who has to be slow says so by {@code Slowness}.
 */
final class WaitingTest {
    private static final Path BUNDLES = Path.of("..", "..", "bundles");
    private static final Path ITESTS = Path.of("..");
    private static final Pattern SLEEP =
            Pattern.compile("\\.sleep\\(|\\bLockSupport\\.park|\\bThread\\.(onSpinWait|yield)\\(");

    @Test
    void noTestOfABundleSleeps() throws IOException {
        assertNoneSleeps(tests(BUNDLES), 100);
    }

    @Test
    void noTestOfTheWholeSleeps() throws IOException {
        assertNoneSleeps(tests(ITESTS), 50);
    }

    private static void assertNoneSleeps(List<Path> tests, int more) {
        assertThat(tests).hasSizeGreaterThan(more);
        assertThat(tests)
                .filteredOn(test -> !test.endsWith("Eventually.java") && !test.endsWith("WaitingTest.java"))
                .filteredOn(test -> SLEEP.matcher(text(test)).find())
                .isEmpty();
    }

    private static List<Path> tests(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
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
