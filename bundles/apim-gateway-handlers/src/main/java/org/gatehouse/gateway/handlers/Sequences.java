package org.gatehouse.gateway.handlers;

import java.util.Map;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.SynapseConfiguration;
import org.jspecify.annotations.Nullable;

/** The sequences that handlers run if somebody defined them. */
final class Sequences {
    /** The view of what a configuration defines; asked for anew it would be made anew. */
    private record Defined(@Nullable SynapseConfiguration configuration, Map<?, ?> view) {}

    private static volatile Defined defined = new Defined(null, Map.of());

    private Sequences() {}

    private static Map<?, ?> defined(SynapseConfiguration configuration) {
        Defined known = defined;
        if (known.configuration() != configuration) {
            known = new Defined(configuration, configuration.getLocalRegistry());
            defined = known;
        }
        return known.view();
    }

    /** The sequence, null if there is none. Looks into the registry only if the configuration says that it is there. */
    static @Nullable Mediator find(Message message, String name) {
        Object known = defined(message.synapse().getConfiguration()).get(name);
        if (known == null) {
            return null;
        }
        return known instanceof Mediator mediator ? mediator : message.synapse().getSequence(name);
    }

    /** Whether the message may go on: the sequence said so, or there is none. */
    static boolean run(Message message, String name) {
        Mediator sequence = find(message, name);
        return sequence == null || sequence.mediate(message.synapse());
    }
}
