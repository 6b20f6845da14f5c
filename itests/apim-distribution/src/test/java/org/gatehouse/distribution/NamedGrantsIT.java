package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each response type and each grant type that the metadata name, from the first request to a call of an API. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NamedGrantsIT {
    private static final String CALLBACK = "https://named.example/back";
    private static final String ALIAS = "https://named.example/token";
    private static final String URN = "urn:ietf:params:oauth:grant-type:";

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("named");
    private final String base;
    private Client.Key key = new Client.Key("", "", "");
    private @Nullable Path providerFile;

    NamedGrantsIT(Server server) {
        this.server = server;
        this.client = new Client(server);
        this.base = "https://localhost:" + server.https();
    }

    @BeforeAll
    void publish() {
        client.signIn()
                .addApi("Named", "/named", backend.address(), "Unlimited")
                .publish("Named")
                .addApplication("Named shop")
                .subscribe("Named shop", "Named", "Unlimited");
        key = client.generateKey("Named shop", CALLBACK);
    }

    @AfterAll
    void close() throws Exception {
        backend.close();
        if (providerFile != null) {
            Files.delete(providerFile);
        }
    }

    @Test
    void everyResponseTypeLeadsToACallOrAnIdToken() throws Exception {
        for (String type : named("response_types_supported")) {
            for (String scope : scopes(type)) {
                Nonce nonce = new Nonce();
                Map<String, String> answer = authorized(type, scope, nonce);
                assertThat(answer).as(type).containsEntry("state", "back again").doesNotContainKey("refresh_token");
                for (String part : type.split(" ")) {
                    switch (part) {
                        case "code" -> callWith(exchanged(answer.get("code")), type);
                        case "token" -> {
                            callWith(answer.get("access_token"), type + " for " + scope);
                            assertThat(answer).containsKey("expires_in");
                            assertThat(answer.get("token_type")).isEqualToIgnoringCase("bearer");
                            assertThat(answer.containsKey("id_token")).isEqualTo(type.contains("id_token"));
                        }
                        case "id_token" -> {
                            IDTokenClaimsSet about =
                                    idTokens().validate(JWTParser.parse(answer.get("id_token")), nonce);
                            assertThat(about.getSubject().getValue()).isEqualTo("admin");
                            assertThat(about.getAccessTokenHash() != null)
                                    .as("tied to the access token beside it")
                                    .isEqualTo(answer.containsKey("access_token"));
                        }
                        default -> throw new AssertionError("nobody has played " + type);
                    }
                }
            }
        }
    }

    @Test
    void everyGrantTypeLeadsToACall() throws Exception {
        Map<String, Play> plays = new TreeMap<>();
        plays.put(
                "authorization_code",
                () -> exchanged(authorized("code", "device_named", null).get("code")));
        plays.put("implicit", () -> authorized("token", "device_implicit", null).get("access_token"));
        plays.put("password", () -> password().path("access_token").asText());
        plays.put("client_credentials", () -> token(Map.of("grant_type", "client_credentials")));
        plays.put("refresh_token", this::refreshed);
        plays.put(URN + "device_code", this::connected);
        plays.put(
                URN + "saml2-bearer",
                () -> stated("saml2-bearer", base64(trusted().saml(ALIAS, 300, "admin"))));
        plays.put(
                URN + "jwt-bearer",
                () -> stated("jwt-bearer", trusted().jwt(ALIAS, 300, "admin").serialize()));

        assertThat(plays.keySet()).containsExactlyInAnyOrderElementsOf(named("grant_types_supported"));
        for (Map.Entry<String, Play> play : plays.entrySet()) {
            callWith(play.getValue().token(), play.getKey());
        }
    }

    /** From nothing to an access token. */
    @FunctionalInterface
    private interface Play {
        String token() throws Exception;
    }

    private List<String> named(String list) {
        List<String> named = new ArrayList<>();
        Client.json(new Http().get(base + "/.well-known/openid-configuration"))
                .path(list)
                .forEach(entry -> named.add(entry.asText()));
        assertThat(named).isNotEmpty();
        return named;
    }

    /** An ID token is for OpenID Connect only. */
    private static List<String> scopes(String responseType) {
        return responseType.contains("id_token") ? List.of("openid") : List.of("", "default", "openid", "device_named");
    }

    /** What the client gets by way of the browser, once the user has signed in and agreed. */
    private Map<String, String> authorized(String type, String scope, @Nullable Nonce nonce) {
        Map<String, String> asked = new HashMap<>(Map.of(
                "response_type",
                type,
                "client_id",
                key.consumerKey(),
                "redirect_uri",
                CALLBACK,
                "state",
                "back again"));
        if (!scope.isEmpty()) {
            asked.put("scope", scope);
        }
        if (nonce != null) {
            asked.put("nonce", nonce.getValue());
        }
        UserAgent user = new UserAgent(server);
        HttpResponse<String> page = user.open(URI.create(base + "/oauth2/authorize?" + Http.encode(asked)));
        String address = UserAgent.location(user.answer(user.signIn(page, "admin", "admin"), "approve"));
        String start = CALLBACK + (type.equals("code") ? "?" : "#");
        assertThat(address).as(type).startsWith(start);
        Map<String, String> answer = new HashMap<>();
        for (String field : address.substring(start.length()).split("&")) {
            int equals = field.indexOf('=');
            answer.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return answer;
    }

    private String exchanged(@Nullable String code) {
        assertThat(code).isNotNull();
        return token(Map.of("grant_type", "authorization_code", "code", "" + code, "redirect_uri", CALLBACK));
    }

    private JsonNode password() {
        return asked(
                Map.of("grant_type", "password", "username", "admin", "password", "admin", "scope", "device_password"));
    }

    private String refreshed() {
        String refresh = password().path("refresh_token").asText();
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refresh));
    }

    private String connected() {
        JsonNode begun = Client.json(client.token(base + "/oauth2/device_authorize", key, Map.of("scope", "device_x")));
        DeviceUser.signedIn(server, "admin", "admin")
                .connect(begun.path("user_code").asText());
        return token(Map.of(
                "grant_type",
                URN + "device_code",
                "device_code",
                begun.path("device_code").asText()));
    }

    private String stated(String grant, String assertion) {
        return token(Map.of("grant_type", URN + grant, "assertion", assertion));
    }

    private IdentityProvider trusted() throws Exception {
        IdentityProvider provider = IdentityProvider.of(
                "https://idp.named.example", Files.createTempDirectory("named").resolve("provider.p12"));
        Path providers = Files.createDirectories(server.conf("identity").resolve("identity-providers"));
        Path file = providers.resolve("named.xml");
        Files.writeString(
                file,
                provider.file(
                        ALIAS, "<UserStoreDomain>PRIMARY</UserStoreDomain><Administrators>true</Administrators>"));
        providerFile = file;
        return provider;
    }

    private String token(Map<String, String> grant) {
        return asked(grant).path("access_token").asText();
    }

    private JsonNode asked(Map<String, String> grant) {
        HttpResponse<String> answer = client.token("http://localhost:" + server.gateway() + "/token", key, grant);
        assertThat(answer.statusCode()).as(grant + ": " + answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private void callWith(@Nullable String token, String how) {
        assertThat(token).as(how).isNotNull();
        assertThat(client.call("http://localhost:" + server.gateway() + "/named/1.0.0/phone/1", "" + token)
                        .statusCode())
                .as(how)
                .isEqualTo(200);
    }

    private IDTokenValidator idTokens() throws Exception {
        JWKSet keys = JWKSet.parse(new Http().get(base + "/oauth2/jwks").body());
        return new IDTokenValidator(new Issuer(base), new ClientID(key.consumerKey()), JWSAlgorithm.RS256, keys);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
