package org.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages say is written in the texts, and nothing is written there that no page says. */
final class TextsTest {
    private static final Path BUNDLES = Path.of("..", "..", "bundles");
    private static final String KIT = "apim-web";
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9.-]*)\"");

    @Test
    void everyTextThatATemplateAsksForIsThere() throws IOException {
        Set<String> ofAll = keys(KIT);
        List<String> missing = new ArrayList<>();
        int asked = 0;
        for (String bundle : speaking()) {
            Set<String> known = keys(bundle);
            known.addAll(ofAll);
            for (Path template : files(bundle, ".peb")) {
                for (String key : askedFor(Files.readString(template))) {
                    asked++;
                    if (!isThere(key, known)) {
                        missing.add(BUNDLES.relativize(template) + ": " + key);
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(150);
        assertThat(missing).isEmpty();
    }

    /** One whose end is put together is used by its beginning. */
    @Test
    void noTextIsLeftOver() throws IOException {
        List<String> unused = new ArrayList<>();
        for (String bundle : speaking()) {
            Set<String> used = new HashSet<>();
            for (String user : bundle.equals(KIT) ? speaking() : List.of(bundle)) {
                for (String kind : List.of(".peb", ".java")) {
                    for (Path file : files(user, kind)) {
                        used.addAll(literals(Files.readString(file)));
                    }
                }
            }
            keys(bundle).stream()
                    .filter(key -> !used.contains(key) && beginnings(key).noneMatch(used::contains))
                    .forEach(key -> unused.add(bundle + ": " + key));
        }
        assertThat(unused).isEmpty();
    }

    private static boolean isThere(String key, Set<String> known) {
        return key.endsWith(".") ? known.stream().anyMatch(each -> each.startsWith(key)) : known.contains(key);
    }

    private static Stream<String> beginnings(String key) {
        return Stream.iterate(key.lastIndexOf('.'), dot -> dot > 0, dot -> key.lastIndexOf('.', dot - 1))
                .map(dot -> key.substring(0, dot + 1));
    }

    /** The literals within each {@code text(…)}. */
    private static Set<String> askedFor(String template) {
        Set<String> keys = new HashSet<>();
        for (int at = template.indexOf("text("); at >= 0; at = template.indexOf("text(", at + 1)) {
            int end = at + "text(".length();
            for (int depth = 1; depth > 0; end++) {
                char next = template.charAt(end);
                depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            }
            keys.addAll(literals(template.substring(at, end)));
        }
        return keys;
    }

    private static Set<String> literals(String source) {
        Set<String> found = new HashSet<>();
        Matcher literal = LITERAL.matcher(source);
        while (literal.find()) {
            found.add(literal.group(1));
        }
        return found;
    }

    /** The bundles that have texts. */
    private static List<String> speaking() throws IOException {
        try (Stream<Path> bundles = Files.list(BUNDLES)) {
            return bundles.filter(bundle -> Files.isDirectory(bundle.resolve("src/main/resources/texts")))
                    .map(bundle -> bundle.getFileName().toString())
                    .toList();
        }
    }

    private static Set<String> keys(String bundle) throws IOException {
        Set<String> keys = new HashSet<>();
        for (Path file : files(bundle, "_en.properties")) {
            Properties texts = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                texts.load(in);
            }
            texts.keySet().forEach(key -> keys.add(String.valueOf(key)));
        }
        return keys;
    }

    private static List<Path> files(String bundle, String ending) {
        try (Stream<Path> files = Files.walk(BUNDLES.resolve(bundle).resolve("src/main"))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
