package org.gatehouse.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "admin, ADMIN, true",
        "admin, admins, false",
        "ad*, admin, true",
        "*min, admin, true",
        "a*m*n, admin, true",
        "a*n*m, admin, false",
        "**, x, true",
        "a*a, a, false",
        "a*a, aa, true",
        "ab*ba, aba, false",
        "*b*b*, abab, true",
        "*b*b*b, abab, false",
        "a.c, abc, false",
        "[a-c]*, abc, false",
        "'', '', true",
        "'', a, false",
    })
    void aStarStandsForAnyCharactersAndNothingElseStandsForAnotherThing(String pattern, String text, boolean fits) {
        assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(fits);
    }

    /** A matcher that goes back would be at this for longer than anybody waits. */
    @Test
    void manyStarsCostNoMoreThanOne() {
        Wildcard many = Wildcard.of("*a".repeat(127) + "b");
        for (int i = 0; i < 1_000; i++) {
            assertThat(many.matches("a".repeat(1_000))).isFalse();
        }
        assertThatThrownBy(() -> Wildcard.of("*".repeat(257))).isInstanceOf(Invalid.class);
    }
}
