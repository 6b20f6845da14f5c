package org.gatehouse.gateway.steps;

import org.apache.synapse.MessageContext;

/** What a mediator does. */
@FunctionalInterface
interface Step {
    /** Whether the message goes on to the next one. */
    boolean take(MessageContext message);

    /** One after the other, as long as each lets the message go on. */
    static Step row(Step... steps) {
        if (steps.length == 1) {
            return steps[0];
        }
        return message -> {
            for (Step step : steps) {
                if (!step.take(message)) {
                    return false;
                }
            }
            return true;
        };
    }
}
