package org.gatehouse.gateway.mediation;

import org.apache.synapse.MessageContext;

/** The end of the call that a message belongs to, for mediators that hold something until then. */
public final class CallEnd {
    private CallEnd() {}

    /** Runs the task once when the call is over, however it ends; at once for a message of no call. */
    public static void of(MessageContext message, Runnable task) {
        Call call = CallMessage.callOf(message);
        if (call == null) {
            task.run();
        } else {
            call.exchange().onEnd(task);
        }
    }
}
