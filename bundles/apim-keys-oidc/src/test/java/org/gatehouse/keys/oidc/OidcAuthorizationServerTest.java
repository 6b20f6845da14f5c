package org.gatehouse.keys.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryConsumers;
import org.gatehouse.testkit.SelfSignedTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OidcAuthorizationServerTest {
    private final InMemoryConsumers consumers = new InMemoryConsumers();
    private OtherServer server;
    private OidcAuthorizationServer other;

    @BeforeEach
    void start() throws Exception {
        server = new OtherServer();
        other = new OidcAuthorizationServer(
                consumers, new SelfSignedTls(), server.provider(false, InstantSource.system()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static KeyOrder order(String callback) {
        return new KeyOrder(
                Fixtures.application("Phones"), KeyType.PRODUCTION, callback, Set.of(), null, null, new TreeSet<>());
    }

    private static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aClientIsRegisteredWithTheTokenOfTheRegistrar() {
        server.says("token", 200, "{\"access_token\":\"r\",\"token_type\":\"Bearer\"}");
        server.says("registration", 201, "{\"client_id\":\"c1\",\"client_secret\":\"s1\"}");

        Consumer made = other.register(Fixtures.ADMIN_CALLER, order("https://app.example/back"));

        assertThat(made.key()).isEqualTo("c1");
        assertThat(made.secret()).isEqualTo("s1");
        assertThat(server.asked("token").get(0).authorization()).isEqualTo(basic("registrar", "its+secret"));
        assertThat(server.asked("token").get(0).body()).contains("client_credentials", "scope=client.create");
        assertThat(server.asked("registration").get(0).authorization()).isEqualTo("Bearer r");
        assertThat(server.asked("registration").get(0).body())
                .contains("https:\\/\\/app.example\\/back", "authorization_code", "_Phones_PRODUCTION");
    }

    @Test
    void aRefusedClientIsToldWhy() {
        server.says("token", 200, "{\"access_token\":\"r\",\"token_type\":\"Bearer\"}");
        server.says("registration", 400, "{\"error\":\"invalid_redirect_uri\",\"error_description\":\"not that one\"}");
        assertThatThrownBy(() -> other.register(Fixtures.ADMIN_CALLER, order("https://app.example")))
                .isInstanceOf(Invalid.class)
                .hasMessage("The authorization server refuses the client: invalid_redirect_uri not that one");
    }

    @Test
    void anApplicationsTokenIsThatOfTheOtherServer() {
        server.says(
                "token", 200, "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60,\"scope\":\"b a\"}");

        AccessToken token = other.applicationToken(Fixtures.ADMIN_CALLER, Fixtures.consumer("c1"), order(""));

        assertThat(token.value()).isEqualTo("t");
        assertThat(token.validity()).isEqualTo(Duration.ofSeconds(60));
        assertThat(token.scopes()).containsExactly("a", "b");
        assertThat(token.ofUser()).isFalse();
    }

    @Test
    void noTokenIsToldWhy() {
        server.says("token", 401, "{\"error\":\"invalid_client\"}");
        assertThatThrownBy(() -> other.applicationToken(Fixtures.ADMIN_CALLER, Fixtures.consumer("c1"), order("")))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("gives no token: invalid_client");
    }

    @Test
    void aUsersTokenIsKnownByAsking() {
        Instant now = Instant.ofEpochSecond(1_800_000_000);
        server.says(
                "introspection",
                200,
                "{\"active\":true,\"client_id\":\"c1\",\"username\":\"mary\",\"scope\":\"a\",\"iat\":"
                        + now.getEpochSecond() + ",\"exp\":" + (now.getEpochSecond() + 90) + "}");

        AccessToken token = other.inspect("shown").orElseThrow();

        assertThat(token.consumerKey()).isEqualTo("c1");
        assertThat(token.user()).isEqualTo(UserName.parse("mary"));
        assertThat(token.ofUser()).isTrue();
        assertThat(token.issued()).isEqualTo(now);
        assertThat(token.validity()).isEqualTo(Duration.ofSeconds(90));
        assertThat(server.asked("introspection").get(0).body()).contains("token=shown");
        assertThat(server.asked("introspection").get(0).authorization()).isEqualTo(basic("registrar", "its+secret"));
    }

    @Test
    void anApplicationsTokenIsOfTheOwnerOfItsClient() {
        consumers.save(Fixtures.consumer("c1"));
        server.says("introspection", 200, "{\"active\":true,\"client_id\":\"c1\",\"sub\":\"c1\"}");

        AccessToken token = other.inspect("shown").orElseThrow();

        assertThat(token.ofUser()).isFalse();
        assertThat(token.user()).isEqualTo(Fixtures.consumer("c1").owner());
        assertThat(token.validity()).isNull();
    }

    @Test
    void whatIsNotActiveIsNoToken() {
        server.says("introspection", 200, "{\"active\":false}");
        assertThat(other.inspect("shown")).isEmpty();
    }

    @Test
    void aServerThatDoesNotSayIsNotTakenForANo() {
        server.says("introspection", 500, "{\"error\":\"server_error\"}");
        assertThatThrownBy(() -> other.inspect("shown"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("does not say what a token is good for");
    }

    @Test
    void aTokenIsTakenBackThere() {
        server.says("revocation", 200, "");
        Consumer client = Fixtures.consumer("c1");
        other.revoke(client, "shown");
        assertThat(server.asked("revocation").get(0).body()).contains("token=shown");
        assertThat(server.asked("revocation").get(0).authorization()).isEqualTo(basic("c1", client.secret()));
    }
}
