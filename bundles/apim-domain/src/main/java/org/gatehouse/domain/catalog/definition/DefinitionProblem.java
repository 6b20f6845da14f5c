package org.gatehouse.domain.catalog.definition;

/**
 * Something in a definition that somebody should look at.
 *
 * @param severity how bad it is
 * @param place a JSON pointer (RFC 6901) into the definition, beginning with a slash; or its line; empty for the whole of it
 * @param message what is there, and what was expected
 */
public record DefinitionProblem(Severity severity, String place, String message) {
    /** How bad a problem is, the worst first. */
    public enum Severity {
        /** What is at that place is not taken, or breaks the specification. */
        ERROR,
        /** It is taken otherwise than it is written, or will surprise callers. */
        WARNING,
        /** It could be better. */
        HINT
    }

    @Override
    public String toString() {
        return (place.isEmpty() ? "" : place + ": ") + message;
    }
}
