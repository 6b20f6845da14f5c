package org.gatehouse.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Stream;

/**
 * What pages say, in the visitor's language where there is one. The text {@code apis.title} is in {@code
 * texts/apis_en.properties} of the door's bundle, as its template is in {@code templates/apis}; what all doors say is in
 * {@code texts/messages_en.properties} of the kit.
 */
final class Texts {
    private static final Locale USUAL = Locale.ENGLISH;
    private static final Control EXACT = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final ClassLoader door;

    Texts(ClassLoader door) {
        this.door = door;
    }

    /** The text with what goes into it, as {@link MessageFormat} has it; what no text has for a key stands for itself. */
    String of(Locale language, String key, Object... details) {
        String text = find(language, key).or(() -> find(USUAL, key)).orElse(key);
        return details.length == 0 ? text : new MessageFormat(text, language).format(details);
    }

    /** The first language of the visitor's that the kit has texts in; English if there is none. */
    Locale language(HttpServletRequest request) {
        String wanted = request.getHeader("Accept-Language");
        return wanted == null
                ? USUAL
                : ranges(wanted).stream()
                        .map(range -> Locale.forLanguageTag(range.getRange()))
                        .filter(language -> find(language, "skip").isPresent())
                        .findFirst()
                        .orElse(USUAL);
    }

    private static List<Locale.LanguageRange> ranges(String wanted) {
        try {
            return Locale.LanguageRange.parse(wanted);
        } catch (IllegalArgumentException notThat) {
            return List.of();
        }
    }

    private Optional<String> find(Locale language, String key) {
        int dot = key.indexOf('.');
        Stream<Optional<String>> places = dot < 0 || key.indexOf(' ') >= 0
                ? Stream.of(in("texts.messages", PageRenderer.class.getClassLoader(), language, key))
                : Stream.of(
                        in("texts." + key.substring(0, dot), door, language, key),
                        in("texts.messages", PageRenderer.class.getClassLoader(), language, key));
        return places.flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> in(String bundle, ClassLoader classes, Locale language, String key) {
        try {
            ResourceBundle texts = ResourceBundle.getBundle(bundle, language, classes, EXACT);
            return texts.containsKey(key) ? Optional.of(texts.getString(key)) : Optional.empty();
        } catch (MissingResourceException none) {
            return Optional.empty();
        }
    }
}
