package org.gatehouse.gateway.mediation.call;

import org.apache.synapse.ManagedLifecycle;
import org.apache.synapse.Mediator;
import org.gatehouse.gateway.mediation.plan.PlannedSequence;
import org.jspecify.annotations.Nullable;

/** A resource as it serves calls. */
public final class DeployedResource {
    private final PlannedSequence in;
    private final PlannedSequence out;
    private final @Nullable Mediator fault;

    /**
     * Makes it.
     *
     * @param fault null for the sequence {@code fault}
     */
    public DeployedResource(@Nullable Mediator in, @Nullable Mediator out, @Nullable Mediator fault) {
        this.in = new PlannedSequence(in);
        this.out = new PlannedSequence(out);
        this.fault = fault;
    }

    PlannedSequence in() {
        return in;
    }

    PlannedSequence out() {
        return out;
    }

    @Nullable Mediator fault() {
        return fault;
    }

    void release() {
        release(in.mediator());
        release(out.mediator());
        release(fault);
    }

    private static void release(@Nullable Mediator mediator) {
        if (mediator instanceof ManagedLifecycle managed) {
            managed.destroy();
        }
    }
}
