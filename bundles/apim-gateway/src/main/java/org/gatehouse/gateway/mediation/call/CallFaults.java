package org.gatehouse.gateway.mediation.call;

import java.util.regex.Pattern;
import org.apache.synapse.FaultHandler;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.mediators.MediatorFaultHandler;
import org.gatehouse.gateway.mediation.mediators.Waiting;
import org.gatehouse.gateway.mediation.message.Unserved;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;

/** What happens when a call goes wrong: endpoints and fault sequences hear of it, the innermost first. */
final class CallFaults {
    /** Two packages and what may be a class in them: more would not tell more, and senders can make a text long. */
    private static final Pattern CLASS = Pattern.compile("\\b[a-z]\\w*\\.[a-z]\\w*\\.[A-Z]");

    /** What fault sequences take for the status. */
    private static final String STATUS = "CUSTOM_HTTP_SC";

    private final Call call;

    CallFaults(Call call) {
        this.call = call;
    }

    void push(@Nullable Mediator sequence) {
        if (sequence != null) {
            call.message().pushFaultHandler(new MediatorFaultHandler(sequence));
        }
    }

    /** The back end gave no answer, or a body could not be read. */
    void onFailure(MessageContext sent, SendFailure failure) {
        if (failure == SendFailure.CANCELLED) {
            // That a client went away says nothing about the endpoint, and nobody is there to be told.
            call.forgo();
            giveUp(sent);
            return;
        }
        if (failure == SendFailure.RECEIVER_IO) {
            spareEndpoints(sent);
        }
        sent.setProperty(SynapseConstants.SENDING_FAULT, true);
        sent.setProperty(SynapseConstants.ERROR_CODE, failure.code());
        sent.setProperty(SynapseConstants.ERROR_MESSAGE, failure.message());
        sent.setProperty(SynapseConstants.ERROR_DETAIL, failure.message());
        handle(sent);
    }

    /**
     * A handler or mediator threw, or a message could not be made. No back end has had a part in it, so no end point hears
     * of it; fault sequences do.
     */
    void onException(Throwable broken) {
        if (call.isAnswered()) {
            return;
        }
        MessageContext message = call.message();
        String reason = reason(broken);
        message.setProperty(SynapseConstants.ERROR_CODE, SynapseConstants.DEFAULT_ERROR);
        message.setProperty(
                SynapseConstants.ERROR_MESSAGE, reason.lines().findFirst().orElse(reason));
        message.setProperty(SynapseConstants.ERROR_DETAIL, reason);
        message.setProperty(SynapseConstants.ERROR_EXCEPTION, broken);
        if (broken instanceof Unserved unserved) {
            message.setProperty(STATUS, unserved.status());
        }
        spareEndpoints(message);
        handle(message);
    }

    /** What it says, in its own words: an exception that only wraps another one says that one's class, too. */
    static String reason(Throwable broken) {
        Throwable told = broken;
        while (told.getCause() != null
                && (told.getMessage() == null
                        || told.getMessage()
                                .startsWith(told.getCause().getClass().getName()))) {
            told = told.getCause();
        }
        String said = told.getMessage();
        return said == null || CLASS.matcher(said).find() ? "The message could not be processed" : said;
    }

    private static void spareEndpoints(MessageContext failed) {
        while (!failed.getFaultStack().isEmpty() && failed.getFaultStack().peek() instanceof Endpoint) {
            failed.getFaultStack().pop();
        }
    }

    /** Nobody needs to wait for an answer any more; an endpoint might have asked another back end. */
    private static void giveUp(MessageContext failed) {
        Waiting waiting = Waiting.of(failed);
        if (waiting != null) {
            waiting.failed(failed);
        }
    }

    private void handle(MessageContext failed) {
        if (failed.getFaultStack().isEmpty()) {
            giveUp(failed);
            return;
        }
        FaultHandler handler = failed.getFaultStack().pop();
        // Fault sequences are rarely run and seldom known, so they are not run on the event loop.
        if (handler instanceof Endpoint) {
            call.offload(() -> tell(handler, failed));
        } else {
            giveUp(failed);
            call.offload(() -> run(handler, failed));
        }
    }

    /** If the fault sequence fails, too, it is still the client's mistake, or whatever was no failure before. */
    private void run(FaultHandler sequence, MessageContext failed) {
        Object first = failed.getProperty(SynapseConstants.ERROR_EXCEPTION);
        try {
            sequence.handleFault(failed);
        } catch (RuntimeException again) {
            if (first instanceof Unserved why) {
                call.tell(again);
                throw why;
            }
            throw again;
        }
    }

    /** Who waits goes on waiting only if another back end is asked now. */
    private static void tell(FaultHandler endpoint, MessageContext failed) {
        Waiting waiting = Waiting.of(failed);
        if (waiting == null) {
            endpoint.handleFault(failed);
            return;
        }
        waiting.asking(false);
        try {
            endpoint.handleFault(failed);
        } finally {
            if (!waiting.isAsking()) {
                waiting.failed(failed);
            }
        }
    }
}
