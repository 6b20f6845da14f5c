package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long tokens last and how they are stored, as the files say and as soon as they say it. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokenLivesIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final Path identity;
    private final Path settings;
    private final String shippedIdentity;
    private final String shippedSettings;
    private Client.Key key = new Client.Key("", "", "");

    TokenLivesIT(Server server) throws IOException {
        this.server = server;
        this.client = new Client(server);
        this.identity = server.home().resolve("repository/conf/identity.xml");
        this.settings = server.home().resolve("repository/conf/api-manager.xml");
        this.shippedIdentity = Files.readString(identity);
        this.shippedSettings = Files.readString(settings);
    }

    @BeforeAll
    void publish() {
        client.signIn()
                .addApi("Lived", "/lived", backend.address(), "Unlimited")
                .publish("Lived")
                .addApplication("Lived application")
                .subscribe("Lived application", "Lived", "Unlimited");
        key = client.generateKey("Lived application");
    }

    @AfterAll
    void close() throws IOException {
        Files.writeString(identity, shippedIdentity);
        Files.writeString(settings, shippedSettings);
        backend.close();
    }

    @Test
    void aSavedLifeHoldsForTheNextToken() throws IOException {
        Files.writeString(
                identity,
                shippedIdentity
                        .replace(
                                "<UserAccessTokenDefaultValidityPeriod>3600",
                                "<UserAccessTokenDefaultValidityPeriod>777")
                        .replace("<TimestampSkew>300", "<TimestampSkew>0"));
        int[] device = {0};
        Eventually.within(
                SOON,
                "users' tokens last 777 s",
                () -> token("device_life" + device[0]++).path("expires_in").asInt() == 777);

        Files.writeString(
                identity,
                shippedIdentity.replace(
                        "<UserAccessTokenDefaultValidityPeriod>3600", "<UserAccessTokenDefaultValidityPeriod>-1"));
        Eventually.within(
                SOON,
                "users' tokens last for ever",
                () -> token("device_life" + device[0]++).path("expires_in").asLong() == Long.MAX_VALUE);

        Files.writeString(identity, shippedIdentity.replace(">300</Time", ">soon</Time"));
        Eventually.within(
                SOON, "a file with a mistake is refused", () -> server.log().contains("OAuth/TimestampSkew: soon"));
        assertThat(token("device_life" + device[0]).path("expires_in").asLong())
                .as("what held before holds")
                .isEqualTo(Long.MAX_VALUE);
        Files.writeString(identity, shippedIdentity);
    }

    @Test
    void sealedOrNotTokensWorkAcrossTheSwitch() throws IOException {
        String sealed = token("device_sealed").path("access_token").asText();
        assertThat(server.home().resolve("repository/resources/security/token.secret"))
                .exists();
        long before = timesConfigured();
        Files.writeString(
                settings, shippedSettings.replace("<EncryptPersistedTokens>true", "<EncryptPersistedTokens>false"));
        Eventually.within(SOON, "nothing is sealed any more, as in older homes", () -> timesConfigured() > before);
        String plain = token("device_plain").path("access_token").asText();

        assertThat(call(sealed)).isEqualTo(200);
        assertThat(call(plain)).isEqualTo(200);
        assertThat(token("device_sealed").path("access_token").asText())
                .as("given again")
                .isEqualTo(sealed);

        long configured = timesConfigured();
        Files.writeString(settings, shippedSettings);
        Eventually.within(SOON, "what is stored is sealed", () -> timesConfigured() > configured);
        assertThat(call(plain)).isEqualTo(200);
        assertThat(token("device_plain").path("access_token").asText())
                .as("given again")
                .isEqualTo(plain);
    }

    private long timesConfigured() {
        return server.log()
                .lines()
                .filter(line -> line.contains("Configured apim.persistence"))
                .count();
    }

    /** Never anything else than a token, whatever is being changed. */
    private JsonNode token(String scope) {
        return Client.json(client.token(
                "http://localhost:" + server.gateway() + "/token",
                key,
                Map.of("grant_type", "password", "username", "admin", "password", "admin", "scope", scope)));
    }

    private int call(String bearer) {
        return client.call("http://localhost:" + server.gateway() + "/lived/1.0.0/phone/1", bearer)
                .statusCode();
    }
}
