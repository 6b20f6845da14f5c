package org.gatehouse.keys.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.gatehouse.testkit.HandClock;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private final HandClock clock = new HandClock();
    private final Sessions sessions = new Sessions(clock);

    @Test
    void idsAreLongAndNeverTheSame() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(sessions.begin());
        }

        assertThat(ids).hasSize(1000).allMatch(id -> id.length() == 32);
    }

    @Test
    void theSessionUnusedForLongestMakesRoom() {
        String first = sessions.begin();
        clock.advance(Duration.ofSeconds(1));
        String second = sessions.begin();
        clock.advance(Duration.ofSeconds(1));
        for (int i = 2; i < Sessions.MOST; i++) {
            sessions.begin();
        }
        assertThat(sessions.isAlive(first)).isTrue();

        String newest = sessions.begin();

        assertThat(sessions.isAlive(second)).isFalse();
        assertThat(sessions.isAlive(first)).isTrue();
        assertThat(sessions.isAlive(newest)).isTrue();
    }
}
