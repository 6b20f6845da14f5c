package org.gatehouse.gateway.mediation.mediators;

import java.util.List;
import java.util.function.BiPredicate;
import org.apache.synapse.ManagedLifecycle;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseException;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.gatehouse.gateway.mediation.message.BadMessage;
import org.gatehouse.gateway.mediation.message.LightMessage;
import org.gatehouse.gateway.mediation.message.Unserved;
import org.gatehouse.gateway.plugin.PluginMissing;

/**
 * A mediator that works on what the body says. If it fails on a request whose body does not lend itself to that, the client is
 * told that it is the body; else the failure is the mediator's own.
 */
public final class ContentMediator extends AbstractMediator implements Branching, ManagedLifecycle {
    private final Mediator mediator;
    private final String reason;
    private final BiPredicate<MessageContext, SynapseException> isOfBody;

    /**
     * Puts itself around a mediator.
     *
     * @param reason what the client is told
     * @param isOfBody whether a failure is due to the body; asked after failures only
     */
    public ContentMediator(Mediator mediator, String reason, BiPredicate<MessageContext, SynapseException> isOfBody) {
        this.mediator = mediator;
        this.reason = reason;
        this.isOfBody = isOfBody;
    }

    @Override
    public boolean mediate(MessageContext message) {
        try {
            return mediator.mediate(message);
        } catch (Unserved | PluginMissing known) {
            throw known;
        } catch (SynapseException failed) {
            throw ((Axis2MessageContext) message).getAxis2MessageContext() instanceof LightMessage light
                            && isOfBody.test(message, failed)
                    ? BadMessage.of(light, reason, failed)
                    : failed;
        }
    }

    @Override
    public List<Mediator> branches() {
        return List.of(mediator);
    }

    @Override
    public boolean isContentAware() {
        return mediator.isContentAware();
    }

    @Override
    public void init(SynapseEnvironment environment) {
        if (mediator instanceof ManagedLifecycle managed) {
            managed.init(environment);
        }
    }

    @Override
    public void destroy() {
        if (mediator instanceof ManagedLifecycle managed) {
            managed.destroy();
        }
    }
}
