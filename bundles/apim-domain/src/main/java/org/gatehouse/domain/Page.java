package org.gatehouse.domain;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items the part, in the list's order
 * @param total how many the whole list has
 */
public record Page<T>(List<T> items, long total) {
    /** Copies its list. */
    public Page {
        items = List.copyOf(items);
    }

    /** The part of a whole list that is asked for. */
    public static <T> Page<T> of(List<T> whole, PageRequest wanted) {
        return new Page<>(
                whole.stream().skip(wanted.offset()).limit(wanted.size()).toList(), whole.size());
    }

    /** The same part of a list of other things. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), total);
    }
}
