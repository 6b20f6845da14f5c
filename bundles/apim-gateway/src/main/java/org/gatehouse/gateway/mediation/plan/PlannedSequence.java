package org.gatehouse.gateway.mediation.plan;

import org.apache.synapse.Mediator;
import org.jspecify.annotations.Nullable;

/** A sequence and its plan, which is read anew when what it calls by name is another one. */
public final class PlannedSequence {
    private record Dated(long generation, Plan plan) {}

    private final @Nullable Mediator mediator;
    private volatile @Nullable Dated dated;

    /** Not read yet; null for none, which needs nothing. */
    public PlannedSequence(@Nullable Mediator mediator) {
        this.mediator = mediator;
    }

    /** The sequence; null for none. */
    public @Nullable Mediator mediator() {
        return mediator;
    }

    /** What it needs as long as the names lead where they do now. */
    public Plan plan(Generations names) {
        long generation = names.generation();
        Dated known = dated;
        if (known == null || known.generation() != generation) {
            known = new Dated(generation, PlanReader.read(names.configuration(), mediator));
            dated = known;
        }
        return known.plan();
    }
}
