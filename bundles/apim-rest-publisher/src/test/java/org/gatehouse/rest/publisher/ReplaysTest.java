package org.gatehouse.rest.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.HandClock;
import org.junit.jupiter.api.Test;

final class ReplaysTest {
    private final HandClock clock = new HandClock();
    private final Replays replays = new Replays(clock);
    private final AtomicInteger done = new AtomicInteger();

    private int status(String key, String body) {
        return replays.once(
                        new Replays.Request(new Account(Fixtures.ADMIN, 1), key, body),
                        () -> Response.status(200 + done.incrementAndGet())
                                .entity(new byte[10])
                                .build())
                .getStatus();
    }

    @Test
    void anAnswerCountsForADay() {
        assertThat(status("a", "x")).isEqualTo(201);
        clock.advance(Duration.ofHours(24));
        assertThat(status("a", "x")).isEqualTo(201);
        clock.advance(Duration.ofSeconds(1));
        assertThat(status("a", "y")).isEqualTo(202);
    }

    @Test
    void whatWasRefusedIsLookedAtAnew() {
        Replays.Request request = new Replays.Request(new Account(Fixtures.ADMIN, 1), "a", "x");
        assertThatThrownBy(() -> replays.once(request, () -> {
                    throw new Conflict("no");
                }))
                .isInstanceOf(Conflict.class);

        assertThat(status("a", "another")).isEqualTo(201);
    }

    @Test
    void oneThatIsAtWorkIsToldOf() {
        Replays.Request request = new Replays.Request(new Account(Fixtures.ADMIN, 1), "a", "x");
        replays.once(request, () -> {
            assertThatThrownBy(() -> status("a", "x"))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.KEY_IN_USE));
            return Response.noContent().build();
        });
    }

    @Test
    void ofOneAccountTheOldestGoes() {
        for (int i = 0; i < 210; i++) {
            replays.once(
                    new Replays.Request(new Account(Fixtures.ADMIN, 1), "k" + i, "x"),
                    () -> Response.ok(new byte[1]).build());
        }
        assertThat(status("k0", "other")).isEqualTo(201);
        assertThatThrownBy(() -> status("k209", "other"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.KEY_REUSED));
    }
}
