package org.gatehouse.web;

/** Nobody is signed in where somebody has to be; the door says so in its own words. */
final class NotSignedIn extends RuntimeException {
    NotSignedIn() {
        super("not signed in", null, false, false);
    }
}
