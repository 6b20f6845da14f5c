package org.gatehouse.web;

/** Nobody is signed in where somebody has to be; the door says so in its own words. */
public final class NotSignedIn extends RuntimeException {
    /** Carries no trace: it is an answer, not a failure. */
    public NotSignedIn() {
        super("not signed in", null, false, false);
    }
}
