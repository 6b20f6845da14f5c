package org.gatehouse.domain.throttle;

import org.jspecify.annotations.Nullable;

/**
 * One of the things that a rule says beside its figures.
 *
 * @param name of its element
 * @param displayName what people read; null or empty for the name
 * @param value without white space around it
 * @param line where it stands
 */
public record RuleAttribute(String name, @Nullable String displayName, String value, int line) {
    /** As people read it. */
    public String shown() {
        return displayName == null || displayName.isEmpty() ? name : displayName;
    }
}
