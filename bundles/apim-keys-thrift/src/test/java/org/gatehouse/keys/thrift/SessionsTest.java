package org.gatehouse.keys.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.gatehouse.testkit.HandClock;
import org.gatehouse.testkit.KnownSecret;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private final HandClock clock = new HandClock();
    private final Sessions sessions = new Sessions(new KnownSecret((byte) 1), clock);

    @Test
    void idsAreLongAndNeverTheSame() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(sessions.begin());
        }

        assertThat(ids).hasSize(1000).allMatch(id -> id.length() == 44);
    }

    @Test
    void aSessionLastsItsTimeOnEveryServerThatSharesTheSecret() {
        String id = sessions.begin();
        Sessions other = new Sessions(new KnownSecret((byte) 1), clock);

        assertThat(other.isAlive(id)).isTrue();
        clock.advance(Sessions.LIFE.minusSeconds(1));
        assertThat(other.isAlive(id)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(other.isAlive(id)).isFalse();
    }

    @Test
    void nobodyElseMakesOne() {
        String id = sessions.begin();

        assertThat(new Sessions(new KnownSecret((byte) 2), clock).isAlive(id)).isFalse();
        byte[] bytes = Base64.getUrlDecoder().decode(id);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(sessions.isAlive(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .as("byte " + i)
                    .isFalse();
        }
        assertThat(sessions.isAlive("")).isFalse();
        assertThat(sessions.isAlive("made-up")).isFalse();
        assertThat(sessions.isAlive("no base 64")).isFalse();
    }
}
