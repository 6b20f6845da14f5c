package org.gatehouse.gateway.mediation.message;

import org.apache.synapse.SynapseException;
import org.jspecify.annotations.Nullable;

/** Why a message goes no further, where that is no failure of the gateway or of a back end: no end point hears of it. */
public abstract sealed class Unserved extends SynapseException permits BadMessage, NoRoom {
    private final int status;

    Unserved(int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** With which it is answered where no sequence says otherwise. */
    public final int status() {
        return status;
    }

    /** What the status means. */
    public abstract String phrase();
}
