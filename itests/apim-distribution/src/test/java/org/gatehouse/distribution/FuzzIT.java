package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gatehouse.fuzz.Order;
import org.gatehouse.fuzz.Run;
import org.gatehouse.fuzz.Target;
import org.junit.jupiter.api.Test;

/**
 * Hostile input at every door, half a minute of it: what {@code ./apim fuzz} does for as long as one likes, by the same judge. The
 * inputs are the same each time.
 */
final class FuzzIT {
    private static final int INPUTS = 2_500;
    private static final Duration TIME = Duration.ofSeconds(24);
    private static final long SEED = 20_261;

    @Test
    void theDoorsHold() throws Exception {
        Path saved = Path.of(System.getProperty("apim.work"), "fuzz");
        try (Server server = Server.start("fuzzed", 14_000, null)) {
            Target target = new Target(server.home(), server.offset(), "admin");
            Order order = new Order(List.of(), SEED, INPUTS, TIME, 2, saved);
            try (Run run = new Run(target, order, line -> System.out.println(line))) {
                assertThat(run.all())
                        // So short a run, beside whatever else this machine does, says nothing of how long others wait.
                        .filteredOn(fault -> !fault.contains(": others wait "))
                        .as("./apim fuzz --replay FILE sends one again")
                        .isEmpty();
            }
            assertThat(server.log()).doesNotContain("OutOfMemoryError", "StackOverflowError");
        }
    }
}
