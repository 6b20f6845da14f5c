package org.gatehouse.domain;

/** What was named does not exist. What a door has words of its own for is a type of its own. */
public class NotFound extends RuntimeException {
    /** Says what, in words that may be shown to the caller. */
    public NotFound(String message) {
        super(message);
    }

    /** Says what, with the failure underneath for the log. */
    public NotFound(String message, Throwable cause) {
        super(message, cause);
    }
}
