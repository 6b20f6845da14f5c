package org.gatehouse.gateway.mediation;

import org.apache.synapse.Mediator;
import org.jspecify.annotations.Nullable;

/** A sequence and its plan, which is read anew when what it calls by name is another one. */
final class PlannedSequence {
    private record Dated(long generation, Plan plan) {}

    private final @Nullable Mediator mediator;
    private volatile @Nullable Dated dated;

    PlannedSequence(@Nullable Mediator mediator) {
        this.mediator = mediator;
    }

    @Nullable Mediator mediator() {
        return mediator;
    }

    Plan plan(Mediation mediation) {
        long generation = mediation.generation();
        Dated known = dated;
        if (known == null || known.generation() != generation) {
            known = new Dated(generation, PlanReader.read(mediation.configuration(), mediator));
            dated = known;
        }
        return known.plan();
    }
}
