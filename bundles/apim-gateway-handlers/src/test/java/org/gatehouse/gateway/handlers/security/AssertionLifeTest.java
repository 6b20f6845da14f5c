package org.gatehouse.gateway.handlers.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssertionLifeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = NOW.plusSeconds(900);

    @Test
    void itEndsAMarginBeforeTheAssertionDoes() {
        assertThat(AssertionLife.left(assertion("{\"iss\":\"a\",\"exp\":" + END.toEpochMilli() + "}"), NOW))
                .isEqualTo(Duration.ofSeconds(870));
        assertThat(AssertionLife.left(assertion("{\"exp\" : " + END.getEpochSecond() + "}"), NOW))
                .isEqualTo(Duration.ofSeconds(870));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "!.!.!", "e30=.e30=."})
    void whatCannotBeReadIsNotRemembered(String assertion) {
        assertThat(AssertionLife.left(assertion, NOW)).isZero();
    }

    private static String assertion(String body) {
        return "e30=." + Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) + ".";
    }
}
