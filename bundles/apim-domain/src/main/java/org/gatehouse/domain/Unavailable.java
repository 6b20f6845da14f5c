package org.gatehouse.domain;

/** A part of the system that the request needs cannot be reached now; trying again later may help. */
public final class Unavailable extends RuntimeException {
    /** Says what, in words that may be shown to the caller. */
    public Unavailable(String message) {
        super(message);
    }

    /** Says what, with the failure underneath for the log. */
    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
