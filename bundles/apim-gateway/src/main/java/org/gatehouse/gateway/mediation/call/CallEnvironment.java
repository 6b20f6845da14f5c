package org.gatehouse.gateway.mediation.call;

import org.apache.axis2.context.ConfigurationContext;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseException;
import org.apache.synapse.config.SynapseConfiguration;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.core.axis2.Axis2SynapseEnvironment;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.apache.synapse.mediators.base.SequenceMediator;
import org.gatehouse.gateway.mediation.backend.KeepsSessions;
import org.gatehouse.gateway.mediation.backend.Sessions;
import org.gatehouse.gateway.mediation.mediators.JsonFunction;
import org.jspecify.annotations.Nullable;

/** Synapse's environment with the transport's exchanges in the place of Axis2's clients. */
final class CallEnvironment extends Axis2SynapseEnvironment implements KeepsSessions {
    private final Sessions sessions = new Sessions();

    CallEnvironment(ConfigurationContext axis, SynapseConfiguration configuration) {
        super(axis, configuration);
        setXpathFunctionExtensions(new JsonFunction());
        setInitialized(true);
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public void send(@Nullable EndpointDefinition endpoint, MessageContext message) {
        Call call = callOf(message);
        if (message.isResponse() && endpoint == null) {
            call.answer(message);
        } else {
            call.forward(endpoint, message);
        }
    }

    /** Loopback: the message goes on as if it had come from a back end. */
    @Override
    public boolean injectMessage(MessageContext message) {
        callOf(message).comeBack(message);
        return true;
    }

    @Override
    public void injectAsync(MessageContext message, SequenceMediator sequence) {
        callOf(message).offload(() -> sequence.mediate(message));
    }

    private static Call callOf(MessageContext message) {
        Call call = CallMessage.callOf(message);
        if (call == null || !(message instanceof Axis2MessageContext)) {
            throw new SynapseException("The message belongs to no call");
        }
        return call;
    }
}
