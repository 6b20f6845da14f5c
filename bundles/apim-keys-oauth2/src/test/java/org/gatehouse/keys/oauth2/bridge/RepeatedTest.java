package org.gatehouse.keys.oauth2.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;

final class RepeatedTest {
    private static boolean isAmong(String... namesAndValues) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Repeated.isAmong(parameters);
    }

    /** RFC 6749 §3.1 and §3.2: request parameters must not be included more than once, not even with the same value. */
    @Test
    void noParameterComesTwice() {
        assertThat(isAmong("scope", "a", "scope", "a")).isTrue();
        assertThat(isAmong("a", "1", "unknown", "1", "unknown", "2")).isTrue();
        assertThat(isAmong("scope", "", "scope", "")).isTrue();
        assertThat(isAmong("scope", "a", "Scope", "a", "state", "a")).isFalse();
        assertThat(isAmong()).isFalse();
    }

    /** RFC 8707 §2 and RFC 8693 §2.1 allow several of these. */
    @Test
    void resourceAndAudienceMay() {
        assertThat(isAmong("resource", "a", "resource", "b", "audience", "c", "audience", "d"))
                .isFalse();
        assertThat(isAmong("resource", "a", "resource", "b", "code", "c", "code", "d"))
                .isTrue();
    }
}
