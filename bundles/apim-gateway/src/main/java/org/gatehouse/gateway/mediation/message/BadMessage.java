package org.gatehouse.gateway.mediation.message;

import org.apache.synapse.SynapseException;
import org.jspecify.annotations.Nullable;

/** What the client has sent cannot be used: its own mistake, answered with 4xx, and no end point's failure. */
public final class BadMessage extends Unserved {
    private final String phrase;

    /** Answered with 400. */
    public BadMessage(String message, @Nullable Throwable cause) {
        this(400, "Bad Request", message, cause);
    }

    private BadMessage(int status, String phrase, String message, @Nullable Throwable cause) {
        super(status, message, cause);
        this.phrase = phrase;
    }

    @Override
    public String phrase() {
        return phrase;
    }

    /** The client's mistake if the message is still the client's; a back end's answer is none of its doing. */
    public static RuntimeException of(LightMessage message, String reason, RuntimeException cause) {
        if (message.isAnswer()) {
            return cause;
        }
        return cause instanceof Unserved known ? known : new BadMessage(reason, cause);
    }

    /** It is written in a way that is not known here (RFC 9110 §15.5.16). */
    static RuntimeException unsupported(LightMessage message, String reason) {
        return message.isAnswer()
                ? new SynapseException(reason)
                : new BadMessage(415, "Unsupported Media Type", reason, null);
    }

    /** It is longer than a body may be that is held. */
    static RuntimeException tooLong(LightMessage message, String reason) {
        return message.isAnswer()
                ? new SynapseException(reason)
                : new BadMessage(413, "Content Too Large", reason, null);
    }
}
