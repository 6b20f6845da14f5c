package org.gatehouse.domain.catalog.definition;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something in a definition that somebody should look at.
 *
 * @param severity how bad it is
 * @param place a JSON pointer (RFC 6901) into the definition, beginning with a slash; or {@code line 3, column 1}; empty for the
 *     whole of it
 * @param message what is there, and what was expected
 */
public record DefinitionProblem(Severity severity, String place, String message) {
    private static final Pattern LINE = Pattern.compile("line ([0-9]{1,9})\\b");

    /** How bad a problem is, the worst first. */
    public enum Severity {
        /** What is at that place is not taken, or breaks the specification. */
        ERROR,
        /** It is taken otherwise than it is written, or will surprise callers. */
        WARNING,
        /** It could be better. */
        HINT
    }

    /** The line that the place is in, from 1 on; empty if it is another kind of place. */
    public OptionalInt line() {
        Matcher line = LINE.matcher(place);
        return line.lookingAt() ? OptionalInt.of(Integer.parseInt(line.group(1))) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return (place.isEmpty() ? "" : place + ": ") + message;
    }
}
