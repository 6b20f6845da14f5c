package org.gatehouse.publisher;

import java.util.Map;

/**
 * What a change came to.
 *
 * @param value what it is about, as it is now
 * @param late environments that have not got the change because their gateways could not be reached, with the reason;
 *     they get it when they are back
 */
public record Outcome<T>(T value, Map<String, String> late) {
    /** Copies its map. */
    public Outcome {
        late = Map.copyOf(late);
    }
}
