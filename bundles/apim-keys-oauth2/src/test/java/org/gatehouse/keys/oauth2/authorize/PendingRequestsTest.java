package org.gatehouse.keys.oauth2.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.keys.oauth2.authorize.AskedFixture.asked;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.testkit.HandClock;
import org.junit.jupiter.api.Test;

final class PendingRequestsTest {
    private static final UserName SUE = UserName.parse("sue");
    private static final UserName TOM = UserName.parse("tom");
    private static final int MOST = 10_000;

    private final HandClock clock = new HandClock();
    private final PendingRequests pending = new PendingRequests(clock);
    private final AuthorizationRequest request = asked("state", "s");

    @Test
    void aRequestIsTakenOnce() {
        String key = pending.add(request, null);
        assertThat(pending.find(key)).contains(request);
        assertThat(pending.find(key)).as("looking takes nothing").contains(request);
        assertThat(pending.take(key)).contains(request);
        assertThat(pending.take(key)).isEmpty();
        assertThat(pending.find(key)).isEmpty();
    }

    /** RFC 6749 §10.12: what one user is asked cannot be answered by another, nor be signed in to again. */
    @Test
    void anAnswerIsThatOfTheUserWhoWasAsked() {
        String key = pending.add(request, SUE);
        assertThat(pending.find(key, TOM)).isEmpty();
        assertThat(pending.take(key, TOM)).isEmpty();
        assertThat(pending.take(key)).as("as one that waits for a sign-in").isEmpty();
        assertThat(pending.take(key, SUE)).contains(request);
        assertThat(pending.take(key, SUE)).isEmpty();
        String unsigned = pending.add(request, null);
        assertThat(pending.take(unsigned, SUE)).isEmpty();
        assertThat(pending.take(unsigned)).contains(request);
    }

    @Test
    void tenMinutesAreThePatience() {
        String key = pending.add(request, null);
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(pending.find(key)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(pending.find(key)).isEmpty();
        assertThat(pending.take(key)).isEmpty();
    }

    /** RFC 6749 §10.10: a guess hits with a probability of at most 2^-128, better 2^-160; these have 192 bits. */
    @Test
    void keysCannotBeGuessed() {
        HashSet<String> keys = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String key = pending.add(request, null);
            assertThat(key).matches("[A-Za-z0-9_-]{32}");
            keys.add(key);
        }
        assertThat(keys).hasSize(1000);
    }

    @Test
    void ofTooManyTheNewestStay() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < MOST + 2; i++) {
            keys.add(pending.add(request, null));
        }
        assertThat(pending.find(keys.get(0))).isEmpty();
        assertThat(pending.find(keys.get(1))).isEmpty();
        assertThat(pending.find(keys.get(2))).isPresent();
        assertThat(pending.find(keys.get(MOST + 1))).isPresent();
    }
}
