package org.gatehouse.gateway.steps;

import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.mediators.base.SequenceMediator;
import org.jspecify.annotations.Nullable;

/**
 * Synapse's sequence, taken in steps from its initialisation on. One that is traced, or that has a fault sequence of its own,
 * runs as Synapse's do.
 */
public final class CompiledSequence extends SequenceMediator {
    private volatile @Nullable Step steps;

    @Override
    public synchronized void init(SynapseEnvironment environment) {
        super.init(environment);
        if (getErrorHandler() == null && getTraceState() != SynapseConstants.TRACING_ON) {
            steps = Steps.of(this);
        }
    }

    @Override
    public boolean mediate(MessageContext message) {
        Step known = steps;
        if (known == null) {
            return super.mediate(message);
        }
        if (getKey() == null) {
            return known.take(message);
        }
        Mediator called = getKey().getExpression() == null ? message.getSequence(getKey().getKeyValue()) : null;
        return called == null ? super.mediate(message) : called.mediate(message);
    }
}
