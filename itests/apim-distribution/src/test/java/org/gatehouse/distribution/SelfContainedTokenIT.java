package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Access tokens that say themselves what they are good for (RFC 9068), checked by a JOSE library of another project. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SelfContainedTokenIT {
    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final String base;
    private Client.Key key = new Client.Key("", "", "");

    SelfContainedTokenIT(Server server) {
        this.server = server;
        this.client = new Client(server);
        this.base = "https://localhost:" + server.https();
    }

    @BeforeAll
    void publish() {
        client.signIn()
                .addApi("Contained", "/contained", backend.address(), "Unlimited")
                .publish("Contained")
                .addApplication("Container")
                .subscribe("Container", "Contained", "Unlimited");
        key = generated("{\"access_token_format\": \"jwt\"}");
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void othersCanCheckTheTokenOfTheStoreWithoutAskingAndTheGatewayHonoursIt() throws Exception {
        JWTClaimsSet claims = checked(key.accessToken());

        assertThat(claims.getIssuer()).isEqualTo(base);
        assertThat(claims.getAudience()).containsExactly(base);
        assertThat(claims.getSubject()).isEqualTo("admin");
        assertThat(claims.getStringClaim("client_id")).isEqualTo(key.consumerKey());
        assertThat(claims.getStringClaim("scope")).contains("am_application_scope");
        assertThat(claims.getJWTID()).matches("[0-9a-f]{32}");
        assertThat(claims.getExpirationTime()).isAfter(Date.from(Instant.now().plusSeconds(3500)));
        assertThat(call(key.accessToken())).isEqualTo(200);
        assertThat(generated("").accessToken()).as("given again").isEqualTo(key.accessToken());
    }

    @Test
    void whatIsRevokedCountsNoMoreAtTheNextCall() {
        String token = byPassword("device_revoked");
        assertThat(call(token)).isEqualTo(200);

        HttpResponse<String> revoked =
                client.token("http://localhost:" + server.gateway() + "/revoke", key, Map.of("token", token));

        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(call(token)).isEqualTo(401);
        assertThat(introspected(token).path("active").asBoolean()).isFalse();
    }

    @Test
    void whatWasNotIssuedSoIsNoToken() throws Exception {
        String token = byPassword("device_forged");
        assertThat(introspected(token).path("active").asBoolean()).isTrue();
        JWSObject parsed = JWSObject.parse(token);
        String[] parts = token.split("\\.");
        String longer = parsed.getPayload().toString().replaceFirst("\"exp\":\\d+", "\"exp\":4102444800");
        String none = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}").toString();

        assertThat(call(parts[0] + "." + Base64URL.encode(longer) + "." + parts[2]))
                .isEqualTo(401);
        assertThat(call(none + "." + parts[1] + ".")).isEqualTo(401);
        assertThat(call(parts[0] + "." + parts[1] + ".")).isEqualTo(401);
        assertThat(call(JWTClaimsSet.parse(parsed.getPayload().toJSONObject()).getJWTID()))
                .as("the token's number alone")
                .isEqualTo(401);
        assertThat(call(idToken())).as("another statement of the same issuer").isEqualTo(401);
        assertThat(call(token)).isEqualTo(200);
    }

    @Test
    void aClientThatRegistersItselfSaysWhichTokensItWants() throws Exception {
        JsonNode asked = registered("jwt");
        assertThat(asked.path("access_token_format").asText()).isEqualTo("jwt");
        Client.Key robot = new Client.Key(
                "",
                asked.path("client_id").asText(),
                asked.path("client_secret").asText());
        String token = Client.json(
                        client.token(base + "/oauth2/token", robot, Map.of("grant_type", "client_credentials")))
                .path("access_token")
                .asText();
        assertThat(checked(token).getStringClaim("client_id")).isEqualTo(robot.consumerKey());

        assertThat(registered("opaque").path("access_token_format").asText()).isEqualTo("opaque");
        assertThat(registered("round").path("error_description").asText()).contains("opaque or jwt");
    }

    /** By signature, type and time, as an API would. */
    private JWTClaimsSet checked(String token) throws Exception {
        JWKSet keys = JWKSet.parse(new Http().get(base + "/oauth2/jwks").body());
        DefaultJWTProcessor<com.nimbusds.jose.proc.SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys)));
        return processor.process(token, null);
    }

    private Client.Key generated(String parameters) {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "action", "generateApplicationKey",
                "application", "Container",
                "keytype", "PRODUCTION",
                "callbackUrl", "https://app.example/back",
                "authorizedDomains", "ALL",
                "validityTime", "3600"));
        form.put("jsonParams", parameters);
        JsonNode answer = Client.good(client.store("subscription/subscription-add/ajax/subscription-add.jag", form))
                .at("/data/key");
        return new Client.Key(
                answer.path("accessToken").asText(),
                answer.path("consumerKey").asText(),
                answer.path("consumerSecret").asText());
    }

    private JsonNode tokens(String scope) {
        return Client.json(client.token(
                base + "/oauth2/token",
                key,
                Map.of("grant_type", "password", "username", "admin", "password", "admin", "scope", scope)));
    }

    private String byPassword(String scope) {
        return tokens(scope).path("access_token").asText();
    }

    private String idToken() {
        return tokens("openid").path("id_token").asText();
    }

    private JsonNode introspected(String token) {
        return Client.json(client.token(base + "/oauth2/introspect", key, Map.of("token", token)));
    }

    private JsonNode registered(String format) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("client_name", "Robot");
        metadata.put("grant_types", List.of("client_credentials"));
        metadata.put("access_token_format", format);
        return Client.json(new Http()
                .send(Http.request(
                                base + "/oauth2/register",
                                "Authorization",
                                Client.basic("admin", "admin"),
                                "Content-Type",
                                "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                com.nimbusds.jose.util.JSONObjectUtils.toJSONString(metadata)))
                        .build()));
    }

    private int call(String bearer) {
        return client.call("http://localhost:" + server.gateway() + "/contained/1.0.0/phone/1", bearer)
                .statusCode();
    }
}
