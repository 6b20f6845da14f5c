package org.gatehouse.domain;

/** The caller is known but lacks the permission. What a door has words of its own for is a type of its own. */
public class Forbidden extends RuntimeException {
    /** Says what, in words that may be shown to the caller. */
    public Forbidden(String message) {
        super(message);
    }

    /** Says what, with the failure underneath for the log. */
    public Forbidden(String message, Throwable cause) {
        super(message, cause);
    }
}
