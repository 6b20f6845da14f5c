package org.gatehouse.gateway.mediation;

/** As many bodies are held as may be at a time; answered with 503. */
final class NoRoom extends Unserved {
    static final int STATUS = 503;
    static final String MESSAGE = "The gateway holds as many bodies as it can at the moment. Try again later";

    NoRoom() {
        super(STATUS, MESSAGE, null);
    }

    @Override
    String phrase() {
        return "Service Unavailable";
    }
}
