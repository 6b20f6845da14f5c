package org.gatehouse.gateway.mediation.mediators;

import org.apache.synapse.MessageContext;
import org.apache.synapse.mediators.AbstractMediator;

/**
 * The {@code builder} mediator: from here on the message is what its body says, and goes on written anew in whatever type
 * {@code messageType} names.
 */
public final class BuildMediator extends AbstractMediator {
    @Override
    public boolean mediate(MessageContext message) {
        message.getEnvelope();
        return true;
    }

    @Override
    public boolean isContentAware() {
        return true;
    }
}
