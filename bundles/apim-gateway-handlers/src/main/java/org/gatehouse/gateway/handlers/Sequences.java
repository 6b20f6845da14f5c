package org.gatehouse.gateway.handlers;

import org.apache.synapse.Mediator;
import org.jspecify.annotations.Nullable;

/** The sequences that handlers run if somebody defined them. */
final class Sequences {
    private Sequences() {}

    /** The sequence, null if there is none. Looks into the registry only if the configuration says that it is there. */
    static @Nullable Mediator find(Message message, String name) {
        Object known = message.synapse().getConfiguration().getLocalRegistry().get(name);
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
