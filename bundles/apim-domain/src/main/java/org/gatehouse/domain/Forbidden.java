package org.gatehouse.domain;

/** The caller is known but lacks the permission. */
public final class Forbidden extends RuntimeException {
    /** Says what, in words that may be shown to the caller. */
    public Forbidden(String message) {
        super(message);
    }

    /** Says what, with the failure underneath for the log. */
    public Forbidden(String message, Throwable cause) {
        super(message, cause);
    }
}
