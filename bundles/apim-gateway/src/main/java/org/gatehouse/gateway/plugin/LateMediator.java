package org.gatehouse.gateway.plugin;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.synapse.ManagedLifecycle;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.mediators.AbstractMediator;
import org.gatehouse.gateway.spi.NonBlocking;

/** A class mediator, bound late. While no bundle provides it, calls that come to it are refused. */
public final class LateMediator extends AbstractMediator implements ManagedLifecycle, NonBlocking, Late {
    private final LateBound<Mediator> mediator;

    LateMediator(Slot<Mediator> slot, Consumer<Object> setUp, WaitingRoom waitingRoom) {
        mediator = new LateBound<>(slot, setUp, waitingRoom);
    }

    @Override
    public String className() {
        return mediator.className();
    }

    @Override
    public boolean isPresent() {
        return mediator.find() != null;
    }

    @Override
    public long absentSince() {
        return mediator.absentSince();
    }

    @Override
    public CompletableFuture<Void> change() {
        return mediator.change();
    }

    /** Within a sequence: what stands before it there is not done twice, so it does not wait. */
    @Override
    public boolean mediate(MessageContext message) {
        return mediator.getOrLast().mediate(message);
    }

    @Override
    public boolean canRunNow(MessageContext message) {
        return mediator.canRunNow(message);
    }

    @Override
    public boolean isContentAware() {
        Mediator delegate = mediator.find();
        return delegate != null && delegate.isContentAware();
    }

    @Override
    public void init(SynapseEnvironment environment) {}

    @Override
    public void destroy() {
        mediator.release();
    }
}
