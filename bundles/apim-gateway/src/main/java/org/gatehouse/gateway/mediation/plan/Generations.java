package org.gatehouse.gateway.mediation.plan;

import org.apache.synapse.config.SynapseConfiguration;

/** What sequences call by name, and whether that is still the same. */
public interface Generations {
    /** Another number when something that is called by name is another one. */
    long generation();

    /** Where it is found. */
    SynapseConfiguration configuration();
}
