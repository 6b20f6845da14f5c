package org.gatehouse.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private final WaitingRoom room = new WaitingRoom();
    private final LateHandler missing = new Plugins().handler("org.example.Missing", handler -> {});

    @Test
    void whoIsSentAwayLeavesNothingBehind() {
        long longAgo = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);
        for (int i = 0; i < 100; i++) {
            assertThat(room.await(missing, longAgo, Runnable::run, () -> {})).isFalse();
        }
        assertThat(missing.change().getNumberOfDependents()).isZero();
    }

    @Test
    void whoWaitsGoesOnWhenTheRoomCloses() {
        boolean[] goesOn = new boolean[1];
        assertThat(room.await(missing, System.nanoTime(), Runnable::run, () -> goesOn[0] = true))
                .isTrue();
        assertThat(missing.change().getNumberOfDependents()).isOne();
        assertThat(goesOn[0]).isFalse();
        room.close();
        assertThat(goesOn[0]).isTrue();
    }
}
