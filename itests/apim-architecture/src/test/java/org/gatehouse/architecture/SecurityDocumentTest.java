package org.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bounds that {@code docs/security.md} names are those in force. */
final class SecurityDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("apim.root", "../.."));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| `([a-z.]+)` \\| (\\S+) \\| .*\\|$");

    @Test
    void everyBoundIsTheDefaultOfItsComponent() throws IOException {
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/security.md")));
        int rows = 0;
        while (row.find()) {
            assertThat(defaultOf(row.group(1), row.group(2))).as(row.group()).isEqualTo(row.group(3));
            rows++;
        }
        assertThat(rows).isGreaterThan(5);
    }

    private static String defaultOf(String pid, String key) throws IOException {
        Pattern member = Pattern.compile("\\b" + key.replace('.', '_') + "\\(\\) default ([^;]+);");
        for (String source : sources()) {
            Matcher found = member.matcher(source);
            if (source.contains('"' + pid + '"') && found.find()) {
                return product(found.group(1));
            }
        }
        return "no component of " + pid + " has it";
    }

    /** The value of a constant such as {@code 10 * 1024}. */
    private static String product(String expression) {
        if (!expression.matches("[\\d_* L]+")) {
            return expression;
        }
        return Long.toString(Stream.of(expression.split("\\*"))
                .mapToLong(factor -> Long.parseLong(factor.replaceAll("\\D", "")))
                .reduce(1, (a, b) -> a * b));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("bundles"))) {
            return files.filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains("/src/main/"))
                    .map(SecurityDocumentTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
