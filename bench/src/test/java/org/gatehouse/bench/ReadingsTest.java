package org.gatehouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Figures are read right from what the tools print. */
final class ReadingsTest {
    @Test
    void requestsErrorsAndTheSlowestAreReadFromWrk() {
        WrkReport report = WrkReport.of("""
                  Latency Distribution
                     50%    1.21ms
                     99%   12.50ms
                  123456 requests in 10.00s, 150.00MB read
                  Socket errors: connect 1, read 2, write 3, timeout 4
                  Non-2xx or 3xx responses: 5
                """);
        assertThat(report)
                .isEqualTo(new WrkReport(
                        123_456,
                        15,
                        12_500,
                        "Socket errors: connect 1, read 2, write 3, timeout 4, Non-2xx or 3xx responses: 5"));
    }

    @Test
    void aRunThatDidNotEndWellIsNoReport() {
        assertThatThrownBy(() -> WrkReport.of("unable to connect")).hasMessageContaining("unable to connect");
    }

    @Test
    void userAndSystemTimeAreAddedWhateverTheProgramIsCalled() {
        assertThat(CpuClock.ticks("7 (a (b) c) S 1 7 7 0 -1 0 0 0 0 0 250 130 0 0 20 0 1 0 5"))
                .isEqualTo(380);
    }
}
