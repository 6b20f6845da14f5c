package org.gatehouse.web.store.keys;

import java.util.Arrays;
import java.util.List;

/** Texts as the store's scripts send and expect them. */
final class Texts {
    private Texts() {}

    /** The parts between the separators, without blanks, each once. */
    static List<String> list(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }
}
