package org.gatehouse.gateway.mediation.call;

import java.util.List;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.endpoints.AbstractEndpoint;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.transport.nhttp.NhttpConstants;
import org.gatehouse.gateway.mediation.backend.SessionEndpoint;
import org.gatehouse.gateway.mediation.message.LightMessage;
import org.gatehouse.gateway.mediation.plan.PlannedSequence;
import org.gatehouse.gateway.plugin.LateHandler;
import org.gatehouse.gateway.transport.BackendAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A call's way back to the client: the handlers from the last to the first, the out sequence. Both are those that the
 * call began with, whatever was deployed in between.
 */
final class ResponseSide {
    private static final String REASON = "HTTP_SC_DESC";

    private final Call call;

    ResponseSide(Call call) {
        this.call = call;
    }

    void answered(MessageContext sent, BackendAnswer answer) {
        comeBack(sent, replace(sent, answer));
    }

    /** The answer, read whole, becomes the message of a sequence that goes on with it. */
    void replaced(MessageContext sent, BackendAnswer answer, Runnable then) {
        LightMessage light = replace(sent, answer);
        light.wantBody(true);
        call.run().readBody(light, then);
    }

    private LightMessage replace(MessageContext sent, BackendAnswer answer) {
        call.keepBackendAnswer(answer);
        endpointsSucceeded(sent, answer);
        LightMessage light = answerTo(sent, answer);
        light.setProperty(NhttpConstants.HTTP_SC, answer.status());
        light.setProperty(REASON, answer.reason());
        light.setIncomingTransportName(call.exchange().scheme());
        return light;
    }

    /** The request's own message where nothing of it is needed any more, else a new one in its place. */
    private LightMessage answerTo(MessageContext sent, BackendAnswer answer) {
        Axis2MessageContext synapse = (Axis2MessageContext) sent;
        if (call.stayedOnLoop()
                && sent instanceof CallMessage
                && synapse.getAxis2MessageContext() instanceof LightMessage request
                && request.becomeAnswer(answer.headers())) {
            return request;
        }
        LightMessage light =
                new LightMessage(call, answer.headers(), call.target().text(), true);
        synapse.setAxis2MessageContext(light);
        return light;
    }

    private static void endpointsSucceeded(MessageContext sent, BackendAnswer answer) {
        while (!sent.getFaultStack().isEmpty() && sent.getFaultStack().peek() instanceof Endpoint endpoint) {
            sent.getFaultStack().pop();
            endpoint.onSuccess();
            if (endpoint instanceof AbstractEndpoint member
                    && member.getParentEndpoint() instanceof SessionEndpoint group) {
                group.answered(member, answer.headers());
            }
        }
    }

    /** The message is an answer from now on. */
    void comeBack(MessageContext answer, LightMessage light) {
        answer.setResponse(true);
        DeployedApi api = call.api();
        List<LateHandler> handlers = api == null ? List.of() : api.handlers();
        tell(handlers, handlers.size() - 1, answer, light);
    }

    private void tell(List<LateHandler> handlers, int from, MessageContext answer, LightMessage light) {
        for (int i = from; i >= 0; i--) {
            LateHandler handler = handlers.get(i);
            List<String> sequences = handler.sequences(answer);
            if (!sequences.isEmpty()) {
                int next = i - 1;
                call.run().through(sequences, answer, light, () -> tell(handlers, next, answer, light));
                return;
            }
            if (call.run().mustLeaveLoop(handler)) {
                int here = i;
                call.offload(() -> tell(handlers, here, answer, light));
                return;
            }
            if (!handler.handleResponse(answer)) {
                return;
            }
        }
        PlannedSequence out = outSequence(answer);
        if (out == null || out.mediator() == null) {
            call.answer(light);
        } else {
            call.run().start(out, answer, light);
        }
    }

    /** The sequence that a send mediator named to receive the answer, else the resource's own. */
    private @Nullable PlannedSequence outSequence(MessageContext answer) {
        Object receiving = answer.getProperty(SynapseConstants.RECEIVING_SEQUENCE);
        if (receiving != null) {
            answer.getPropertyKeySet().remove(SynapseConstants.RECEIVING_SEQUENCE);
            return new PlannedSequence(answer.getSequence(receiving.toString()));
        }
        DeployedResource resource = call.resource();
        return resource == null ? null : resource.out();
    }
}
