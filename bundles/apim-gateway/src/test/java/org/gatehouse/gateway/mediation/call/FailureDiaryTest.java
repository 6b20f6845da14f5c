package org.gatehouse.gateway.mediation.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FailureDiaryTest {
    private final List<String> lines = new ArrayList<>();
    private final List<@Nullable Throwable> traces = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final FailureDiary diary = new FailureDiary(() -> now, (line, trace) -> {
        lines.add(line);
        traces.add(trace);
    });

    private static RuntimeException failure(String said) {
        return new IllegalStateException(said, new IllegalArgumentException("of\na message"));
    }

    private long traced() {
        return traces.stream().filter(Objects::nonNull).count();
    }

    @Test
    void eachFailureIsALineAndAPlaceIsShownOnceAMinute() {
        for (int i = 0; i < 1000; i++) {
            diary.tell("Api", "urn:uuid:" + i, failure("no " + i));
        }
        assertThat(lines).hasSize(1000).endsWith("Api: mediation failed: no 999 (urn:uuid:999)");
        assertThat(traced()).isEqualTo(1);

        now = now.plusSeconds(61);
        diary.tell("Api", "urn:uuid:x", failure("no"));
        diary.tell("Other", "urn:uuid:y", failure("no"));
        assertThat(traced()).isEqualTo(3);
    }

    @Test
    void whatAMessageSaysIsNeitherAnotherLineNorAllOfIt() {
        diary.tell("Api", "urn:uuid:1", failure("a\r\n2026-01-01 | WARN | made up\u2028" + "x".repeat(10_000)));
        assertThat(lines.get(0))
                .startsWith("Api: mediation failed: a 2026-01-01 | WARN | made up x")
                .endsWith("x… (urn:uuid:1)")
                .hasSizeLessThan(350);
        for (Throwable told = traces.get(0); told != null; told = told.getCause()) {
            assertThat(told.getMessage()).hasSizeLessThan(350).doesNotContainPattern("\\v");
            assertThat(told.getStackTrace()[0].getMethodName()).isEqualTo("failure");
        }
    }
}
