package org.gatehouse.gateway.mediation.call;

import java.util.Map;
import java.util.Set;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.gatehouse.gateway.mediation.message.Conversation;
import org.gatehouse.gateway.mediation.message.FlatMap;
import org.gatehouse.gateway.mediation.message.LightMessage;
import org.jspecify.annotations.Nullable;

/** The message of a call, the same one from the request to the answer, so that nothing set on it gets lost. */
final class CallMessage extends Axis2MessageContext {
    private final Call call;
    private final RequestFacts facts;
    private final FlatMap properties = new FlatMap(32);
    /** Whether the facts stand among the properties: from when somebody looked at all of them. */
    private boolean complete;

    CallMessage(Call call, LightMessage light, CallEnvironment environment) {
        super(light, environment.getSynapseConfiguration(), environment);
        this.call = call;
        this.facts = new RequestFacts(call, call.mediation().clock());
    }

    RequestFacts facts() {
        return facts;
    }

    @Override
    public Map<String, Object> getProperties() {
        complete();
        return properties;
    }

    private void complete() {
        if (complete) {
            return;
        }
        complete = true;
        for (String name : RequestFacts.NAMES) {
            Object value = properties.get(name) == null ? facts.get(name) : null;
            if (value != null) {
                properties.put(name, value);
            }
        }
    }

    @Override
    public @Nullable Object getProperty(@Nullable String name) {
        Object value = properties.get(name);
        return value == null && name != null && !complete ? facts.get(name) : value;
    }

    @Override
    public void setProperty(String name, @Nullable Object value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    /** A mediator may say so by a property as well. */
    @Override
    public boolean isResponse() {
        return super.isResponse()
                || (properties.get(SynapseConstants.RESPONSE) instanceof String said && said.equalsIgnoreCase("true"));
    }

    @Override
    public Set<String> getPropertyKeySet() {
        complete();
        return properties.keySet();
    }

    /** The call that the message belongs to; null if it belongs to none. */
    static @Nullable Call callOf(MessageContext message) {
        if (message instanceof CallMessage ours) {
            return ours.call;
        }
        return message.getProperty(Conversation.PROPERTY) instanceof Call call ? call : null;
    }
}
