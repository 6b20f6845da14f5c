package org.gatehouse.gateway.steps;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a text as a whole fits a regular expression; words and lists of words need no engine for it. */
@FunctionalInterface
interface Fit {
    /** Whether it does. */
    boolean fits(String text);

    /** The fit of an expression. */
    static Fit of(Pattern regex) {
        String written = regex.pattern();
        if (regex.flags() == 0 && written.equals(".+")) {
            return text -> !text.isEmpty() && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        }
        if (regex.flags() != 0 || !written.matches("[\\w ]+(\\|[\\w ]+)*")) {
            return text -> regex.matcher(text).matches();
        }
        Set<String> words = Set.copyOf(Arrays.asList(written.split("\\|")));
        return words::contains;
    }
}
