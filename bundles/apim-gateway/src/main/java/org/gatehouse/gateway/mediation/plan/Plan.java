package org.gatehouse.gateway.mediation.plan;

import java.util.List;
import org.apache.synapse.MessageContext;
import org.gatehouse.gateway.plugin.LateMediator;

/**
 * What a sequence needs, known before the message comes.
 *
 * @param body how it uses the body
 * @param blocks whether it has mediators that may block
 * @param collects whether it keeps answers that are short
 * @param asks mediators that say for each message whether they would block
 */
public record Plan(Body body, boolean blocks, boolean collects, List<LateMediator> asks) {
    /** How a sequence uses the body, the harmless first. */
    public enum Body {
        /** Not at all: it streams. */
        STREAMS,
        /** Sends it perhaps more than once: it is held. */
        HELD,
        /** Looks at it: what is sent are the bytes that came. */
        READ,
        /** Builds on it: what is sent is made of the envelope. */
        CHANGED;

        Body or(Body other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /** Whether the body has to be in memory before it begins. */
    public boolean holdsBody() {
        return body != Body.STREAMS;
    }

    /** Whether the body's content is asked for. */
    public boolean readsBody() {
        return body == Body.READ || body == Body.CHANGED;
    }

    /** Whether the sequence may block on this message. */
    public boolean leavesLoop(MessageContext message) {
        if (blocks || readsBody()) {
            return true;
        }
        for (LateMediator mediator : asks) {
            if (!mediator.canRunNow(message)) {
                return true;
            }
        }
        return false;
    }
}
