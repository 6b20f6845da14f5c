package org.gatehouse.domain.throttle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rule is for, as its {@code throttle:ID} says.
 *
 * @param type what the names are names of, {@code ROLE} or {@code IP}, say; null if that is not said
 * @param names who share the figures; empty if there is no ID
 * @param displayName what people read; null for the name
 */
public record RuleSubject(
        @Nullable String type, List<String> names, @Nullable String displayName) {
    /** Of a rule that does not say it. */
    static final RuleSubject NOBODY = new RuleSubject(null, List.of(), null);

    /** Copies its list. */
    public RuleSubject {
        names = List.copyOf(names);
    }

    /** The names of an ID. */
    static List<String> names(String text) {
        return List.of(text.trim().split("\\s*,\\s*"));
    }
}
