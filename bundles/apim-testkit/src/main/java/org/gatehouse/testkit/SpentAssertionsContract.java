package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.NOON;

import org.gatehouse.domain.keys.SpentAssertions;
import org.junit.jupiter.api.Test;

/** What every {@link SpentAssertions} does. */
public abstract class SpentAssertionsContract {
    /** The empty port under test, the same one throughout a test. */
    protected abstract SpentAssertions spent();

    @Test
    void anAssertionIsSpentOnce() {
        assertThat(spent().spend("issuer", "a", NOON)).isTrue();
        assertThat(spent().spend("issuer", "a", NOON.plusSeconds(1))).isFalse();
        assertThat(spent().spend("issuer", "A", NOON)).isTrue();
        assertThat(spent().spend("other", "a", NOON)).isTrue();
        assertThat(spent().spend("issuera", "", NOON)).as("put together alike").isTrue();
        assertThat(spent().spend("issuer", "x".repeat(10_000), NOON)).isTrue();
    }

    @Test
    void oneOfManyWhoSpendItAtOnceDoes() {
        assertThat(Together.count(16, i -> spent().spend("issuer", "a", NOON))).isOne();
    }

    @Test
    void itIsRememberedUntilItsEnd() {
        spent().spend("issuer", "over", NOON);
        spent().spend("issuer", "lasts", NOON.plusSeconds(60));

        assertThat(spent().removeOver(NOON.plusSeconds(1))).isOne();

        assertThat(spent().spend("issuer", "over", NOON)).isTrue();
        assertThat(spent().spend("issuer", "lasts", NOON)).isFalse();
    }
}
