package org.gatehouse.gateway.mediation;

import org.jspecify.annotations.Nullable;

/** What the client has sent cannot be used: its own mistake, answered with 400, and no end point's failure. */
final class BadMessage extends Unserved {
    BadMessage(String message, @Nullable Throwable cause) {
        super(400, message, cause);
    }

    @Override
    String phrase() {
        return "Bad Request";
    }

    /** The client's mistake if the message is still the client's; a back end's answer is none of its doing. */
    static RuntimeException of(LightMessage message, String reason, RuntimeException cause) {
        if (message.isAnswer()) {
            return cause;
        }
        return cause instanceof Unserved known ? known : new BadMessage(reason, cause);
    }
}
