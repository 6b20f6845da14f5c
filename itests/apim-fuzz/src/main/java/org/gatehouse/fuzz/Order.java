package org.gatehouse.fuzz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param doors names; none for all
 * @param inputs for each door
 * @param time for all doors together; a door whose part is over is left before its last input
 * @param connections used at a time
 * @param saved where inputs go that did harm
 */
public record Order(List<String> doors, long seed, int inputs, Duration time, int connections, Path saved) {
    public Order {
        doors = List.copyOf(doors);
    }
}
