package org.gatehouse.gateway.mediation.backend;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.endpoints.Endpoint;

/** Which members of one group a message was sent to: none of them gets it twice, whatever state its failure left it in. */
final class Attempts {
    /** What fault sequences take for the status. */
    private static final String STATUS = "CUSTOM_HTTP_SC";

    private static final AtomicLong GROUPS = new AtomicLong();

    private final long number = GROUPS.incrementAndGet();
    private final String tried = "org.gatehouse.gateway.tried." + number;
    private final String failed = "org.gatehouse.gateway.failed." + number;

    /** A member has failed: the group will be asked for another one, of the same attempt. */
    void failed(MessageContext message) {
        message.setProperty(failed, true);
    }

    /** Begins with all members, unless one of them has just failed. */
    void begin(MessageContext message) {
        if (message.getProperty(failed) != null) {
            message.getPropertyKeySet().remove(failed);
        } else if (message.getProperty(tried) != null) {
            message.getPropertyKeySet().remove(tried);
        }
    }

    /** Whether the member may have the message: it is ready, and has not had it. */
    boolean isFree(Endpoint member, MessageContext message) {
        return !of(message).contains(member) && member.readyToSend();
    }

    void sent(Endpoint member, MessageContext message) {
        List<Endpoint> before = of(message);
        // Copied on change, since clones of a message share what it has.
        message.setProperty(
                tried,
                before.isEmpty()
                        ? List.of(member)
                        : Stream.concat(before.stream(), Stream.of(member)).toList());
    }

    /** Nobody is left: the client is told that this is not for ever. */
    static void exhausted(MessageContext message) {
        if (message.getProperty(STATUS) == null) {
            message.setProperty(STATUS, 503);
        }
    }

    /** Synapse's code where no member was asked. */
    static int code(boolean balanced) {
        return balanced ? SynapseConstants.ENDPOINT_LB_NONE_READY : SynapseConstants.ENDPOINT_FO_NONE_READY;
    }

    @SuppressWarnings("unchecked") // only we put something there
    private List<Endpoint> of(MessageContext message) {
        List<Endpoint> before = (List<Endpoint>) message.getProperty(tried);
        return before == null ? List.of() : before;
    }
}
