package org.gatehouse.domain;

/** What was named does not exist. */
public final class NotFound extends RuntimeException {
    /** Says what, in words that may be shown to the caller. */
    public NotFound(String message) {
        super(message);
    }

    /** Says what, with the failure underneath for the log. */
    public NotFound(String message, Throwable cause) {
        super(message, cause);
    }
}
