package org.gatehouse.front;

import java.io.IOException;

/** A body that is not taken in. Doors may let it pass: the front answers it, in the words of the door. */
public final class BodyRefused extends IOException {
    private final int status;

    BodyRefused(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status: 408, 413, 415 or 503. */
    public int status() {
        return status;
    }
}
