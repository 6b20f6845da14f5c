package org.gatehouse.keys.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.testkit.HandClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProviderTest {
    private static final String METADATA = ".well-known/openid-configuration";

    private final HandClock clock = new HandClock();
    private OtherServer server;
    private Provider provider;

    @BeforeEach
    void start() throws Exception {
        server = new OtherServer();
        provider = server.provider(false, clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void metadataAreAskedAgainAfterTenMinutes() {
        provider.metadata();
        clock.advance(Duration.ofMinutes(9));
        assertThat(provider.metadata().getTokenEndpointURI()).hasToString(server.issuer() + "/token");
        assertThat(server.asked(METADATA)).hasSize(1);

        clock.advance(Duration.ofMinutes(2));
        provider.metadata();
        assertThat(server.asked(METADATA)).hasSize(2);
    }

    @Test
    void whoNamesItselfOtherwiseIsNotBelieved() {
        server.metadata("https://elsewhere.example");
        assertThatThrownBy(provider::metadata)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("names itself https://elsewhere.example (expected: the same)");
    }

    @Test
    void metadataThatCannotBeReadAreToldOf() {
        server.says(METADATA, 200, "<html>");
        assertThatThrownBy(provider::metadata)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("has no metadata that can be read");
        server.says(METADATA, 500, "{}");
        assertThatThrownBy(provider::metadata).isInstanceOf(Unavailable.class);
    }

    @Test
    void whoIsAwayIsToldByItsName() {
        server.close();
        assertThatThrownBy(provider::metadata)
                .isInstanceOf(Unavailable.class)
                .hasMessage("authorization server: " + server.issuer() + " cannot be reached");
    }

    @Test
    void anEndpointThatIsMissingIsTold() {
        server.metadata(server.issuer());
        assertThatThrownBy(() -> provider.endpoint(provider.metadata().getRevocationEndpointURI(), "revocation"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("has no revocation endpoint");
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(provider.settings()).asString().contains("registrar").doesNotContain("its secret");
    }
}
