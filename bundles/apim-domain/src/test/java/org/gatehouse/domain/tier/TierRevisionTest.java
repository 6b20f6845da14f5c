package org.gatehouse.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TierRevisionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Tier GOLD = new Tier("Gold", "Gold", 20, MINUTE, Map.of("Plan", "free", "Zone", "eu"));

    private static String since(Tier seen, Tier now) {
        return TierRevision.of(seen).changes(now);
    }

    @Test
    void theSameTierHasTheSameRevisionHoweverItsAttributesStand() {
        Map<String, String> turned = new LinkedHashMap<>();
        turned.put("Zone", "eu");
        turned.put("Plan", "free");
        Tier same = new Tier("Gold", "Gold", 20, Duration.ofSeconds(60), turned);

        assertThat(TierRevision.of(same)).isEqualTo(TierRevision.of(GOLD));
        assertThat(since(GOLD, same)).isEmpty();
        assertThat(new TierRevision(TierRevision.of(GOLD).text()).changes(same)).isEmpty();
    }

    @Test
    void eachPartThatChangedIsToldAndNoOther() {
        assertThat(since(GOLD, new Tier("Gold", "Gold", 30, MINUTE, GOLD.attributes())))
                .isEqualTo("limit: 20 calls, now 30 calls");
        assertThat(since(GOLD, new Tier("Gold", "Gold", 20, Duration.ofSeconds(1), GOLD.attributes())))
                .isEqualTo("time unit: 60000 ms, now 1000 ms");
        assertThat(since(GOLD, new Tier("Gold", "Or", 20, MINUTE, GOLD.attributes())))
                .isEqualTo("displayed name, now Or");
        assertThat(since(GOLD, new Tier("Gold", "Gold", 20, MINUTE, Map.of("Plan", "dear"))))
                .isEqualTo("attributes, now Plan=dear");
        assertThat(since(GOLD, new Tier("Gold", "Or", 5, MINUTE, Map.of())))
                .isEqualTo("limit: 20 calls, now 5 calls; displayed name, now Or; attributes, now none");
        Tier barring = new Tier(
                "Gold", "Gold", 20, MINUTE, GOLD.attributes(), Limit.of(20, MINUTE, Duration.ofSeconds(7), Map.of()));
        assertThat(since(GOLD, barring)).startsWith("how it is counted, now ");
    }

    @Test
    void whatCameOrWentOrHasNoLimitIsTold() {
        assertThat(TierRevision.of(GOLD).changes(null)).isEqualTo("it was removed");
        assertThat(TierRevision.of(null).changes(GOLD)).isEqualTo("it was added, with 20 calls in 60000 ms");
        assertThat(TierRevision.of(null).changes(null)).isEmpty();
        assertThat(since(GOLD, new Tier("Gold", "Gold", Long.MAX_VALUE, MINUTE, GOLD.attributes(), List.of())))
                .isEqualTo("limit: 20 calls, now any number of calls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "None", "20", "20-60000-0-0-0", "20-60000-00000000-00000000-0000000g", "none-"})
    void whatIsNoRevisionIsRefused(String text) {
        assertThatThrownBy(() -> new TierRevision(text))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("revision: " + text + " (expected: ");
    }
}
