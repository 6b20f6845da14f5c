package org.gatehouse.web.publisher.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.testkit.HandClock;
import org.junit.jupiter.api.Test;

final class WaitingTest {
    private static final UserName ANN = UserName.parse("ann");
    private static final Account FIRST = new Account(ANN, 1);
    private static final Account SECOND = new Account(ANN, 2);

    private final HandClock clock = new HandClock();
    private final Waiting waiting = new Waiting(clock);

    @Test
    void whoHasTheNameLaterDoesNotGetIt() {
        waiting.put(FIRST, "one");
        assertThat(waiting.take(SECOND)).isEmpty();
        assertThat(waiting.take(FIRST)).contains("one");
        assertThat(waiting.take(FIRST)).isEmpty();
    }

    @Test
    void noneWaitsLongerThanAnHour() {
        waiting.put(FIRST, "early");
        clock.advance(Duration.ofMinutes(30));
        waiting.put(SECOND, "late");
        clock.advance(Duration.ofMinutes(30));
        assertThat(waiting.take(FIRST)).isEmpty();
        assertThat(waiting.take(SECOND)).contains("late");
    }

    @Test
    void whoBringsAnotherWaitsAnew() {
        waiting.put(FIRST, "one");
        clock.advance(Duration.ofMinutes(59));
        waiting.put(FIRST, "two");
        clock.advance(Duration.ofMinutes(59));
        assertThat(waiting.take(FIRST)).contains("two");
    }
}
