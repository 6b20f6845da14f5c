package org.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;

final class InstallationGatewaysTest {
    private static final InstallationGateways GATEWAYS = new InstallationGateways(
            Map.of("gateways", new String[] {"A|http://a:8280, https://a:8243/", "B|https://b", "C|"}));

    private final Api everywhere =
            Fixtures.phoneVerification().withEnvironments(Set.of()).withTransports(Set.of("http", "https"));

    @Test
    void thoseOfHttpsComeFirst() {
        assertThat(GATEWAYS.of(everywhere)).containsExactly("https://a:8243", "http://a:8280", "https://b");
        assertThat(GATEWAYS.of(everywhere.withTransports(Set.of("http")))).containsExactly("http://a:8280");
    }

    @Test
    void anApiIsWhereItIsMeantToBe() {
        assertThat(GATEWAYS.of(everywhere.withEnvironments(Set.of("B")))).containsExactly("https://b");
        assertThat(GATEWAYS.of(everywhere.withEnvironments(Set.of("Gone")))).isEmpty();
        assertThat(new InstallationGateways(Map.of()).of(everywhere)).isEmpty();
        assertThat(GATEWAYS.of(everywhere.withOriginal(new Original("https://far/store", "ann"))))
                .as("only advertised")
                .isEmpty();
    }
}
