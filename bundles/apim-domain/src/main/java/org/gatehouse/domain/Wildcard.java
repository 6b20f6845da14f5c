package org.gatehouse.domain;

import java.util.List;
import java.util.Locale;

/**
 * A text in which {@code *} stands for any characters, none included; capitals make no difference. Users send these, so
 * matching goes through a text once and never back, whatever the pattern.
 */
public final class Wildcard {
    private static final int LONGEST = 256;

    private final List<String> parts;

    private Wildcard(List<String> parts) {
        this.parts = parts;
    }

    /**
     * Reads a pattern.
     *
     * @throws Invalid if it has more than 256 characters
     */
    public static Wildcard of(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new Invalid("pattern: " + pattern.length() + " characters (expected: at most " + LONGEST + ")");
        }
        return new Wildcard(List.of(folded(pattern).split("\\*", -1)));
    }

    /** Whether the whole text is as the pattern says. */
    public boolean matches(String text) {
        String rest = folded(text);
        String first = parts.get(0);
        String last = parts.get(parts.size() - 1);
        if (parts.size() == 1) {
            return rest.equals(first);
        }
        if (rest.length() < first.length() + last.length() || !rest.startsWith(first) || !rest.endsWith(last)) {
            return false;
        }
        int at = first.length();
        int end = rest.length() - last.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = rest.indexOf(part, at);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
