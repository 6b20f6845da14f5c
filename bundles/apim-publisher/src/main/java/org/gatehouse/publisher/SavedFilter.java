package org.gatehouse.publisher;

import org.gatehouse.domain.Invalid;

/**
 * A filter of the list of APIs that somebody has given a name.
 *
 * @param name what they call it
 * @param query the part of the list's address that says it
 */
public record SavedFilter(String name, String query) {
    /** How long a name may be. */
    public static final int LONGEST_NAME = 60;

    private static final int LONGEST_QUERY = 3_000;

    /** Refuses what is no name or too long. */
    public SavedFilter {
        if (name.isBlank() || name.length() > LONGEST_NAME || hasControls(name)) {
            throw new Invalid("name of the filter: expected: 1 to " + LONGEST_NAME + " characters on one line");
        }
        if (query.length() > LONGEST_QUERY || hasControls(query)) {
            throw new Invalid("filter: expected: at most " + LONGEST_QUERY + " characters on one line");
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
