package org.gatehouse.publisher;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.definition.DefinitionChange;
import org.gatehouse.domain.catalog.definition.DefinitionChange.Effect;

/**
 * How two definitions of an API differ.
 *
 * @param told the differences, the worst for callers first, and of one effect in the order in which they were found; at most
 *     {@value #MOST}
 * @param size how many there are, those that are not told included
 */
public record DefinitionChanges(List<DefinitionChange> told, long size) {
    /** How many are told. */
    public static final int MOST = 1000;

    /** Copies its list. */
    public DefinitionChanges {
        told = List.copyOf(told);
    }

    /** Those found so far. All are counted; of each effect no more are kept than somebody reads. */
    static final class Found {
        private static final int LONGEST = 1000;

        private final Map<Effect, List<DefinitionChange>> kept = new EnumMap<>(Effect.class);
        private long size;

        void add(DefinitionChange change) {
            size++;
            List<DefinitionChange> same = kept.computeIfAbsent(change.effect(), effect -> new ArrayList<>());
            if (same.size() < MOST) {
                same.add(new DefinitionChange(change.effect(), cut(change.resource()), cut(change.what())));
            }
        }

        private static String cut(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        }

        DefinitionChanges all() {
            return new DefinitionChanges(
                    kept.values().stream().flatMap(List::stream).limit(MOST).toList(), size);
        }
    }
}
