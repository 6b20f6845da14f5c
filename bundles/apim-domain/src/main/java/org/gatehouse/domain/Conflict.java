package org.gatehouse.domain;

/** What was asked clashes with what is there already. What a door has words of its own for is a type of its own. */
public class Conflict extends RuntimeException {
    /** Says what, in words that may be shown to the caller. */
    public Conflict(String message) {
        super(message);
    }

    /** Says what, with the failure underneath for the log. */
    public Conflict(String message, Throwable cause) {
        super(message, cause);
    }
}
