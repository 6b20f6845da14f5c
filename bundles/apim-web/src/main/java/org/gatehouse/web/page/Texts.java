package org.gatehouse.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What pages say, in the visitor's language where there is one. The text {@code apis.title} is in {@code
 * texts/apis_en.properties} of the door's bundle, as its template is in {@code templates/apis}; what all doors say is in
 * {@code texts/messages_en.properties} of the kit.
 */
final class Texts {
    /** Those that there are texts in. Nothing is looked for, or kept, in any other that a visitor names. */
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH);

    private static final Locale USUAL = LANGUAGES.get(0);
    private static final Pattern NOUN = Pattern.compile("[a-z][a-z-]{0,30}");

    private final ClassLoader door;
    private final Map<Locale, Map<String, String>> ofAll;
    /** By file; only those that there are. */
    private final Map<String, Map<String, String>> ofNouns = new ConcurrentHashMap<>();

    Texts(ClassLoader door) {
        this.door = door;
        this.ofAll = LANGUAGES.stream()
                .collect(Collectors.toUnmodifiableMap(
                        language -> language,
                        language -> Optional.ofNullable(read(Texts.class.getClassLoader(), file("messages", language)))
                                .orElseThrow(() -> new IllegalStateException("no texts in " + language))));
    }

    /** The text with what goes into it, as {@link MessageFormat} has it; what no text has for a key stands for itself. */
    String of(Locale language, String key, Object... details) {
        String text = find(language, key).or(() -> find(USUAL, key)).orElse(key);
        return details.length == 0 ? text : new MessageFormat(text, language).format(details);
    }

    /** The first language of the visitor's that there are texts in; English if there is none. */
    Locale language(HttpServletRequest request) {
        String wanted = request.getHeader("Accept-Language");
        if (wanted == null) {
            return USUAL;
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(wanted), LANGUAGES))
                    .orElse(USUAL);
        } catch (IllegalArgumentException notThat) {
            return USUAL;
        }
    }

    private Optional<String> find(Locale language, String key) {
        String said = ofAll.getOrDefault(language, Map.of()).get(key);
        int dot = key.indexOf('.');
        if (said != null || dot < 0) {
            return Optional.ofNullable(said);
        }
        String noun = key.substring(0, dot);
        return NOUN.matcher(noun).matches()
                ? Optional.ofNullable(ofNoun(file(noun, language)).get(key))
                : Optional.empty();
    }

    private Map<String, String> ofNoun(String file) {
        Map<String, String> there = ofNouns.computeIfAbsent(file, name -> read(door, name));
        return there == null ? Map.of() : there;
    }

    /** How many files of nouns are remembered. */
    int kept() {
        return ofNouns.size();
    }

    private static String file(String noun, Locale language) {
        return "texts/" + noun + "_" + language.toLanguageTag() + ".properties";
    }

    /** Null if there is no such file, so that nothing is kept of it. */
    private static @Nullable Map<String, String> read(ClassLoader classes, String file) {
        try (InputStream in = classes.getResourceAsStream(file)) {
            if (in == null) {
                return null;
            }
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            text -> String.valueOf(text.getKey()), text -> String.valueOf(text.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
