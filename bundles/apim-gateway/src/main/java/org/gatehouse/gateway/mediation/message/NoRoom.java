package org.gatehouse.gateway.mediation.message;

/** As many bodies are held as may be at a time; answered with 503. */
public final class NoRoom extends Unserved {
    static final int STATUS = 503;
    static final String MESSAGE = "The gateway holds as many bodies as it can at the moment. Try again later";

    /** The same words for each. */
    public NoRoom() {
        super(STATUS, MESSAGE, null);
    }

    @Override
    public String phrase() {
        return "Service Unavailable";
    }
}
