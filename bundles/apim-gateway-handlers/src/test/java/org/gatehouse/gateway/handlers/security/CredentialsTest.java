package org.gatehouse.gateway.handlers.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer abc",
                "bearer abc",
                "Bearer   abc ",
                "OAuth Bearer abc",
                "Basic eDp5,Bearer abc",
                "Basic eDp5, Bearer abc",
                "Bearer \"abc\"",
                "Bearer abc,Basic eDp5"
            })
    void theTokenIsWhatFollowsBearer(String header) {
        assertThat(Credentials.bearerToken(header)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bearer", "Bearer ", "Basic eDp5", "abc", "Bearer,", "Bearer \"\"", "OAuth "})
    void withoutOneThereIsNone(String header) {
        assertThat(Credentials.bearerToken(header)).isNull();
    }

    @Test
    void noHeaderHoldsNone() {
        assertThat(Credentials.bearerToken(null)).isNull();
        assertThat(Credentials.domain(null)).isNull();
        assertThat(Credentials.domain("  ")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.com/page?x=1, a.com",
        "http://a.com:8080, a.com",
        "a.com, a.com",
        "http://[broken, http://[broken",
        "http://under_score/x, http://under_score/x"
    })
    void theDomainIsTheHostOfAnAddress(String header, String domain) {
        assertThat(Credentials.domain(header)).isEqualTo(domain);
    }
}
