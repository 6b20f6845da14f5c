package org.gatehouse.gateway.mediation.call;

import org.apache.synapse.MessageContext;
import org.gatehouse.gateway.mediation.message.Conversation;

/** The end of the call that a message belongs to, for mediators that hold something until then. */
public final class CallEnd {
    private CallEnd() {}

    /** Runs the task once when the call is over, however it ends; at once for a message of no call. */
    public static void of(MessageContext message, Runnable task) {
        Conversation call = Conversation.of(message);
        if (call == null) {
            task.run();
        } else {
            call.exchange().onEnd(task);
        }
    }
}
