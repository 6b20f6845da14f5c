package org.gatehouse.domain;

/** What was sent breaks a rule; the message names the place, the value and what was expected. What a door has words of its own for is a type of its own. */
public class Invalid extends RuntimeException {
    /** Says what, in words that may be shown to the caller. */
    public Invalid(String message) {
        super(message);
    }

    /** Says what, with the failure underneath for the log. */
    public Invalid(String message, Throwable cause) {
        super(message, cause);
    }
}
