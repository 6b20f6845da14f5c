package org.gatehouse.gateway.spi;

/**
 * Thrown by a handler that cannot say yet what becomes of a request, since what it needs of another part is away for a moment.
 * The gateway asks it again in a moment, for some seconds at most; the last time with the property {@link #LAST} on the
 * message: whoever throws it then has the client told to come again. Nothing may have been changed by then.
 */
public final class TryLater extends RuntimeException {
    /** The property of a message whose handler must decide now. */
    public static final String LAST = "org.gatehouse.gateway.last-try";

    private static final long serialVersionUID = 1;

    /** Says what is away. */
    public TryLater(String reason) {
        super(reason, null, false, false);
    }
}
