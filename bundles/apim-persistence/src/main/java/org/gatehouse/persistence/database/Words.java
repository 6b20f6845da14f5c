package org.gatehouse.persistence.database;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.Invalid;

/**
 * Words in one column, joined by commas.
 *
 * @param list in their order
 */
public record Words(List<String> list) {
    /** Copies its list. */
    public Words {
        list = List.copyOf(list);
        for (String word : list) {
            if (word.indexOf(',') >= 0) {
                throw new Invalid("name: " + word + " (expected: one without a comma)");
            }
        }
    }

    /** In the order given. */
    public static Words of(List<String> words) {
        return new Words(words);
    }

    /** In alphabetical order. */
    public static Words of(Set<String> words) {
        return new Words(List.copyOf(new TreeSet<>(words)));
    }

    /** As they stand in a column. */
    static Words parse(String text) {
        return new Words(text.isEmpty() ? List.of() : List.of(text.split(",")));
    }

    /** The same without an order. */
    public Set<String> set() {
        return Set.copyOf(list);
    }

    @Override
    public String toString() {
        return String.join(",", list);
    }
}
