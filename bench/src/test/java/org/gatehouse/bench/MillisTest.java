package org.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MillisTest {
    private final Millis millis = new Millis();

    @Test
    void theMiddleAndTheSlowestAreFoundInAnyOrder() {
        for (int i = 0; i < 201; i++) {
            millis.add(i * 7 % 201);
        }

        assertThat(millis.middle()).isEqualTo(100);
        assertThat(millis.p99()).isEqualTo(198);
    }

    @Test
    void oneIsBoth() {
        millis.add(3);

        assertThat(millis.middle()).isEqualTo(3);
        assertThat(millis.p99()).isEqualTo(3);
    }

    @Test
    void nothingIsNoFigure() {
        assertThatThrownBy(millis::middle).isInstanceOf(IllegalStateException.class);
    }
}
