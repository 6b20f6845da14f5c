package org.gatehouse.gateway.mediation.mediators;

import java.util.List;
import org.apache.synapse.Mediator;

/** A mediator that neither blocks nor looks into bodies, but may run others that do. */
public interface Branching {
    /** What it may run. */
    List<Mediator> branches();
}
