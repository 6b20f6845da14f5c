package org.gatehouse.gateway.mediation.mediators;

import org.apache.synapse.ManagedLifecycle;
import org.apache.synapse.MessageContext;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.mediators.AbstractMediator;
import org.jspecify.annotations.Nullable;

/**
 * The {@code call} mediator of API Manager 1.9: asks a back end and goes on with its answer as the message. Runs where
 * waiting is allowed; a failure goes the way of a failed send.
 */
public final class CallMediator extends AbstractMediator implements ManagedLifecycle {
    private final @Nullable Endpoint endpoint;

    /** Asks this endpoint; null for where the message's To says. */
    public CallMediator(@Nullable Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Which it asks; null for where the message's To says. */
    public @Nullable Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public boolean mediate(MessageContext message) {
        Waiting waiting = Waiting.on(message);
        if (endpoint == null) {
            message.getEnvironment().send(null, message);
        } else {
            endpoint.send(message);
        }
        return waiting.await();
    }

    @Override
    public boolean isContentAware() {
        return false;
    }

    @Override
    public void init(SynapseEnvironment environment) {
        if (endpoint != null) {
            endpoint.init(environment);
        }
    }

    @Override
    public void destroy() {
        if (endpoint != null) {
            endpoint.destroy();
        }
    }
}
