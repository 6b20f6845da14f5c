package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.distribution.Client.good;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From signing in to the first call, as a client of API Manager 1.9 does it; and every refusal on the way. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FirstCallIT {
    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("backend");
    private Client.Key key = new Client.Key("", "", "");

    FirstCallIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void publishSubscribeAndGetAKey() {
        client.signIn()
                .addApi("PhoneVerification", "/phoneverify", backend.address(), "Gold,Unlimited")
                .publish("PhoneVerification")
                .addApi("Other", "/otherapi", backend.address(), "Gold")
                .publish("Other")
                .addApi("Limited", "/limited", backend.address(), "Silver")
                .publish("Limited")
                .addApplication("FirstApplication")
                .subscribe("FirstApplication", "PhoneVerification", "Unlimited")
                .subscribe("FirstApplication", "Limited", "Silver");
        key = client.generateKey("FirstApplication");
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void keysHaveTheLengthThatOldClientsCutOut() {
        assertThat(key.consumerKey()).matches("[A-Za-z0-9_]{28}");
        assertThat(key.consumerSecret()).matches("[A-Za-z0-9_]{28}");
        assertThat(key.accessToken()).matches("[0-9a-f]{32}");
    }

    @Test
    void aCallOverHttpReachesTheBackend() {
        HttpResponse<String> answer = client.call(api("/phoneverify/1.0.0/phone/42?loud=yes"), key.accessToken());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("backend GET /phone/42?loud=yes body= authorization=null");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain");
    }

    @Test
    void aCallOverHttpsReachesTheBackend() {
        HttpResponse<String> answer = client.call(
                "https://localhost:" + server.gatewayTls() + "/phoneverify/1.0.0/phone/42", key.accessToken());
        assertThat(answer.body()).isEqualTo("backend GET /phone/42 body= authorization=null");
    }

    @Test
    void aBodyReachesTheBackend() {
        HttpResponse<String> answer = new Http()
                .send(Http.request(api("/phoneverify/1.0.0/phone/new"), "Authorization", "Bearer " + key.accessToken())
                        .POST(HttpRequest.BodyPublishers.ofString("{\"n\":1}"))
                        .build());
        assertThat(answer.body()).isEqualTo("backend POST /phone/new body={\"n\":1} authorization=null");
    }

    @Test
    void aResourceWithoutSecurityNeedsNoToken() {
        assertThat(client.call(api("/phoneverify/1.0.0/open")).body())
                .isEqualTo("backend GET /open body= authorization=null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-token",
                "wrong-token",
                "unsubscribed-api",
                "unknown-resource",
                "verb-not-declared",
                "unknown-api",
                "no-client-credentials",
                "wrong-client-secret",
                "cors-preflight"
            })
    void everyRefusalHasItsExactAnswer(String exchange) {
        Exchange.read(exchange, Map.of("token", key.accessToken())).play(server.gateway());
    }

    @Test
    void theSixthCallOfAMinuteIsThrottledOut() {
        for (int call = 1; call <= 5; call++) {
            assertThat(client.call(api("/limited/1.0.0/phone/42"), key.accessToken())
                            .statusCode())
                    .as("call " + call)
                    .isEqualTo(200);
        }
        Exchange.read("throttled-out", Map.of("token", key.accessToken())).play(server.gateway());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void theGatewayGivesTokensForClientCredentials(String scheme) {
        JsonNode token = Client.json(client.token(tokens(scheme), key, Map.of("grant_type", "client_credentials")));
        assertThat(token.path("token_type").asText()).as(token.toString()).isEqualTo("bearer");
        assertThat(token.path("expires_in").isIntegralNumber()).isTrue();
        assertThat(token.path("scope").asText()).contains("am_application_scope");
        assertThat(token.has("refresh_token")).isFalse();
        assertThat(callWith(token)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void theGatewayGivesTokensForAPassword(String scheme) {
        Map<String, String> grant = Map.of("grant_type", "password", "username", "admin", "password", "admin");
        JsonNode token = Client.json(client.token(tokens(scheme), key, grant));
        assertThat(token.path("refresh_token").asText()).as(token.toString()).hasSize(32);
        assertThat(callWith(token)).isEqualTo(200);
    }

    @Test
    void aWrongPasswordIsAnInvalidGrant() {
        Map<String, String> grant = Map.of("grant_type", "password", "username", "admin", "password", "guess");
        HttpResponse<String> answer = client.token(tokens("http"), key, grant);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void aRevokedTokenIsRefusedOnTheNextCall() {
        Map<String, String> grant =
                Map.of("grant_type", "password", "username", "admin", "password", "admin", "scope", "device_revoked");
        JsonNode token = Client.json(client.token(tokens("http"), key, grant));
        assertThat(callWith(token)).isEqualTo(200);
        HttpResponse<String> revoked = client.token(
                api("/revoke"), key, Map.of("token", token.path("access_token").asText()));
        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(callWith(token)).isEqualTo(401);
    }

    @Test
    void blockingAnApiTakesEffectOnTheNextCall() {
        client.addApi("Blocked", "/blockedapi", backend.address(), "Gold").publish("Blocked");
        assertThat(client.call(api("/blockedapi/1.0.0/open")).statusCode()).isEqualTo(200);
        good(client.setStatus("Blocked", "BLOCKED"));
        HttpResponse<String> blocked = client.call(api("/blockedapi/1.0.0/open"));
        assertThat(blocked.statusCode()).isEqualTo(503);
        assertThat(blocked.body()).contains("700700");
        good(client.setStatus("Blocked", "RETIRED"));
        assertThat(client.call(api("/blockedapi/1.0.0/open")).statusCode()).isEqualTo(404);
    }

    @Test
    void anApiThatNoGatewayTakesIsNotPublished() throws Exception {
        client.addApi("Unlucky", "/unlucky", backend.address(), "Gold");
        Path template = server.home().resolve("repository/resources/api_templates/velocity_template.xml");
        String whole = Files.readString(template);
        try {
            Files.writeString(template, "<api #if( >");
            JsonNode answer = Client.json(client.setStatus("Unlucky", "PUBLISHED"));
            assertThat(answer.path("error").asBoolean()).as(answer.toString()).isTrue();
            assertThat(answer.path("message").asText()).isNotBlank().doesNotContain("\tat ");
        } finally {
            Files.writeString(template, whole);
        }
        assertThat(client.status("Unlucky")).isEqualTo("CREATED");
        assertThat(client.call(api("/unlucky/1.0.0/open")).statusCode()).isEqualTo(404);
        client.publish("Unlucky");
        assertThat(client.call(api("/unlucky/1.0.0/open")).statusCode()).isEqualTo(200);
    }

    private int callWith(JsonNode token) {
        return client.call(
                        api("/phoneverify/1.0.0/phone/42"),
                        token.path("access_token").asText())
                .statusCode();
    }

    private String api(String path) {
        return "http://localhost:" + server.gateway() + path;
    }

    private String tokens(String scheme) {
        return scheme + "://localhost:" + (scheme.equals("http") ? server.gateway() : server.gatewayTls()) + "/token";
    }
}
