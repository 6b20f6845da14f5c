package org.gatehouse.gateway.handlers.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gatehouse.gateway.handlers.HandClock;
import org.junit.jupiter.api.Test;

final class MemoryTest {
    private final HandClock clock = new HandClock();
    private final Memory<String, String> memory = new Memory<>(
            100,
            new Memory.Rules<>() {
                @Override
                public Duration life(String question, String answer) {
                    return Duration.ofMinutes(1);
                }

                @Override
                public List<Memory.Tag> tags(String question, String answer) {
                    return List.of(new Memory.Tag("question", question), new Memory.Tag("kind", "any"));
                }
            },
            clock);

    @Test
    void itNeverHoldsMoreThanItsCapacityNorTagsOfWhatIsGone() {
        for (int i = 0; i < 10_000; i++) {
            memory.get("q" + i, question -> "a");
        }
        assertThat(memory.size()).isLessThanOrEqualTo(100);
        assertThat(memory.tags()).isLessThanOrEqualTo(101);
    }

    @Test
    void whatIsOverLeavesNoTags() {
        memory.get("q", question -> "a");
        assertThat(memory.tags()).isEqualTo(2);
        clock.advance(Duration.ofMinutes(2));
        assertThat(memory.find("q")).isNull();
        assertThat(memory.size()).isZero();
        assertThat(memory.tags()).isZero();
    }

    @Test
    void forgettingByOneTagTakesTheOthersAway() {
        memory.get("q1", question -> "a");
        memory.get("q2", question -> "a");
        memory.forget(new Memory.Tag("question", "q1"));
        assertThat(memory.tags()).isEqualTo(2);
        memory.forget(new Memory.Tag("kind", "any"));
        assertThat(memory.tags()).isZero();
        assertThat(memory.find("q2")).isNull();
    }
}
