package org.gatehouse.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierRevision;
import org.gatehouse.domain.tier.Tiers;
import org.junit.jupiter.api.Test;

final class ListTiersTest {
    private static final Tier GOLD = new Tier("Gold", "Gold plan", 40, Duration.ofMinutes(2), Map.of());
    private static final Tier OPEN = new Tier("Open", "Open", Long.MAX_VALUE, Duration.ofMinutes(1), Map.of());
    private static final Tier NO_TOKEN =
            new Tier(Tier.UNAUTHENTICATED_NAME, Tier.UNAUTHENTICATED_NAME, 60, Duration.ofMinutes(1), Map.of());

    @Test
    void eachTierStandsOnALineWithItsFigures() {
        assertThat(listed())
                .anySatisfy(line -> assertThat(line)
                        .containsSubsequence(
                                "Gold",
                                "Gold plan",
                                "40",
                                "120000",
                                "20",
                                TierRevision.of(GOLD).text()));
    }

    @Test
    void theTierWithoutALimitSaysSo() {
        assertThat(listed())
                .anySatisfy(line -> assertThat(line)
                        .contains("Unlimited", "no limit")
                        .doesNotContain(Long.toString(Long.MAX_VALUE)));
    }

    @Test
    void aTierThatLetsAllThroughHasARevisionToo() {
        assertThat(listed())
                .anySatisfy(line -> assertThat(line)
                        .contains("Open", "no limit", TierRevision.of(OPEN).text()));
    }

    @Test
    void theTierForCallsWithoutATokenIsListedToo() {
        assertThat(listed()).anySatisfy(line -> assertThat(line).contains("Unauthenticated", "60"));
    }

    private static List<String> listed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ListTiers.list(new FixedTiers(), "carbon.super", new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class FixedTiers implements Tiers {
        @Override
        public List<Tier> offered(String tenant) {
            return List.of(GOLD, OPEN, Tier.UNLIMITED);
        }

        @Override
        public Optional<Tier> find(String tenant, String name) {
            return name.equals(NO_TOKEN.name()) ? Optional.of(NO_TOKEN) : Optional.empty();
        }

        @Override
        public Set<String> denied(String tenant, Set<String> roles) {
            return Set.of();
        }
    }
}
