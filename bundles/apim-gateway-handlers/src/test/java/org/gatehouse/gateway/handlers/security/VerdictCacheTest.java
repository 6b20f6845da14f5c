package org.gatehouse.gateway.handlers.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gatehouse.gateway.handlers.HandClock;
import org.junit.jupiter.api.Test;

final class VerdictCacheTest {
    private final HandClock clock = new HandClock();
    private final VerdictCache<String, String> cache = new VerdictCache<>(
            100,
            new VerdictCache.Rules<>() {
                @Override
                public Duration life(String question, String answer) {
                    return Duration.ofMinutes(1);
                }

                @Override
                public List<VerdictCache.Tag> tags(String question, String answer) {
                    return List.of(new VerdictCache.Tag("question", question), new VerdictCache.Tag("kind", "any"));
                }
            },
            clock);

    @Test
    void itNeverHoldsMoreThanItsCapacityNorTagsOfWhatIsGone() {
        for (int i = 0; i < 10_000; i++) {
            cache.get("q" + i, question -> "a");
        }
        assertThat(cache.size()).isLessThanOrEqualTo(100);
        assertThat(cache.tags()).isLessThanOrEqualTo(101);
    }

    @Test
    void whatIsOverLeavesNoTags() {
        cache.get("q", question -> "a");
        assertThat(cache.tags()).isEqualTo(2);
        clock.advance(Duration.ofMinutes(2));
        assertThat(cache.find("q")).isNull();
        assertThat(cache.size()).isZero();
        assertThat(cache.tags()).isZero();
    }

    @Test
    void forgettingByOneTagTakesTheOthersAway() {
        cache.get("q1", question -> "a");
        cache.get("q2", question -> "a");
        cache.forget(new VerdictCache.Tag("question", "q1"));
        assertThat(cache.tags()).isEqualTo(2);
        cache.forget(new VerdictCache.Tag("kind", "any"));
        assertThat(cache.tags()).isZero();
        assertThat(cache.find("q2")).isNull();
    }
}
