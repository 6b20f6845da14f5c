package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.client.ClientUpdateRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that register themselves, by an OAuth 2.0 client of another project. */
@ExtendWith(SharedServer.class)
final class RegistrationIT {
    private final Server server;
    private final URI registration;
    private final String base;

    RegistrationIT(Server server) {
        this.server = server;
        this.base = "https://localhost:" + server.https();
        this.registration = URI.create(base + "/oauth2/register");
    }

    @Test
    void aClientRegistersIsReadChangedAndRemoved() throws Exception {
        ClientMetadata metadata = new ClientMetadata();
        metadata.setName("Robot");
        metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS));
        ClientInformation robot = registered(metadata);
        String key = robot.getID().getValue();
        assertThat(key).matches("[A-Za-z0-9_]{28}");
        assertThat(robot.getSecret().getValue()).matches("[A-Za-z0-9_]{28}");
        assertThat(token(robot).statusCode()).isEqualTo(200);

        URI address = robot.getRegistrationURI();
        BearerAccessToken management = robot.getRegistrationAccessToken();
        assertThat(read(address, management).getMetadata().getName()).isEqualTo("Robot");
        assertThat(sent(new ClientReadRequest(address, new BearerAccessToken("wrong")).toHTTPRequest())
                        .getStatusCode())
                .isEqualTo(401);

        metadata.setName("Robot II");
        sent(new ClientUpdateRequest(address, robot.getID(), management, metadata, null).toHTTPRequest());
        assertThat(read(address, management).getMetadata().getName()).isEqualTo("Robot II");

        assertThat(sent(new ClientDeleteRequest(address, management).toHTTPRequest())
                        .getStatusCode())
                .isEqualTo(204);
        assertThat(sent(new ClientReadRequest(address, management).toHTTPRequest())
                        .getStatusCode())
                .isEqualTo(401);
        assertThat(token(robot).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenThatManagesOneClientManagesNoOther() throws Exception {
        ClientMetadata metadata = new ClientMetadata();
        metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS));
        ClientInformation one = registered(metadata);
        ClientInformation other = registered(metadata);

        assertThat(sent(new ClientReadRequest(one.getRegistrationURI(), other.getRegistrationAccessToken())
                                .toHTTPRequest())
                        .getStatusCode())
                .isEqualTo(401);
        String ordinary = Client.json(token(other)).path("access_token").asText();
        assertThat(sent(new ClientReadRequest(other.getRegistrationURI(), new BearerAccessToken(ordinary))
                                .toHTTPRequest())
                        .getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void aPublicClientProvesItselfByItsVerifierAndItsRefreshToken() throws Exception {
        ClientMetadata metadata = new ClientMetadata();
        metadata.setName("Phone");
        metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
        metadata.setRedirectionURI(URI.create("com.example.phone:/back"));
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
        ClientInformation phone = registered(metadata);
        assertThat(phone.getSecret()).isNull();

        URI without = new AuthorizationRequest.Builder(ResponseType.CODE, phone.getID())
                .endpointURI(URI.create(base + "/oauth2/authorize"))
                .redirectionURI(URI.create("com.example.phone:/back"))
                .build()
                .toURI();
        assertThat(UserAgent.location(new UserAgent(server).open(without)))
                .isEqualTo("com.example.phone:/back?error=invalid_request");

        CodeVerifier verifier = new CodeVerifier();
        AuthorizationCode code = code(phone, verifier);
        Tokens first = tokens(phone, new AuthorizationCodeGrant(code, URI.create("com.example.phone:/back"), verifier))
                .toSuccessResponse()
                .getTokens();
        Tokens second = tokens(phone, new RefreshTokenGrant(first.getRefreshToken()))
                .toSuccessResponse()
                .getTokens();
        assertThat(second.getRefreshToken()).isNotEqualTo(first.getRefreshToken());

        // An old refresh token that is shown again was stolen before or after: nobody goes on with it.
        assertThat(tokens(phone, new RefreshTokenGrant(first.getRefreshToken())).indicatesSuccess())
                .isFalse();
        assertThat(tokens(phone, new RefreshTokenGrant(second.getRefreshToken()))
                        .indicatesSuccess())
                .isFalse();
        // The key alone, or with an empty secret, is nothing.
        HttpResponse<String> machine = new Http()
                .postForm(
                        base + "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                phone.getID().getValue()));
        assertThat(machine.statusCode()).isEqualTo(400);
        assertThat(new Http()
                        .postForm(
                                base + "/oauth2/token",
                                Map.of("grant_type", "client_credentials"),
                                "Authorization",
                                Client.basic(phone.getID().getValue(), ""))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatIsAskedForIsChecked() {
        assertThat(refusal("{}", "admin", "wrong")).isEqualTo("401 invalid_token");
        assertThat(refusal("not json", "admin", "admin")).isEqualTo("400 invalid_client_metadata");
        assertThat(refusal("{}", "admin", "admin")).isEqualTo("400 invalid_redirect_uri");
        String longAddress = "\"https://a.example/" + "x".repeat(40_000) + "\"";
        for (String odd : List.of(
                "{\"redirect_uris\":[" + longAddress + "]}",
                "{\"grant_types\":[\"magic\"]}",
                "{\"grant_types\":\"password\"}",
                "{\"grant_types\":{\"a\":1}}",
                "{\"grant_types\":[1]}",
                "{\"redirect_uris\":\"https://a.example\"}",
                "{\"redirect_uris\":[[\"https://a.example\"]]}",
                "{\"grant_types\":[\"password\"],\"client_name\":[\"a\"]}",
                "{\"grant_types\":[\"password\"],\"token_endpoint_auth_method\":{}}",
                "{\"grant_types\":[\"password\"],\"access_token_format\":7}",
                "{\"grant_types\":[\"password\"],\"access_token_format\":\"a\\\"b\"}",
                "{\"grant_types\":[\"password\"],\"client_name\":\"a\",\"client_name\":\"b\"}",
                "{\"grant_types\":[\"password\"],\"client_name\":\"\\ud83d\"}",
                "{\"grant_types\":[\"password\"],\"client_name\":\"a\\u0000b\"}",
                "{\"grant_types\":[\"password\"],\"client_name\":\"a\\u202eb\"}",
                "{\"grant_types\":[\"password\"]} {}")) {
            assertThat(refusal(odd, "admin", "admin")).as(odd).isEqualTo("400 invalid_client_metadata");
        }
        for (String address : new String[] {
            "http://example.com/back",
            "https://a.example/#x",
            "javascript:alert(1)",
            "https://u@a.example/",
            "/back",
            "https://*.a.example/"
        }) {
            assertThat(refusal("{\"redirect_uris\":[\"" + address + "\"]}", "admin", "admin"))
                    .as(address)
                    .isEqualTo("400 invalid_redirect_uri");
        }
    }

    @Test
    void escapesOfANameAreReadOnce() throws Exception {
        String json = "{\"grant_types\":[\"password\"],\"client_name\":\"Caf\\u00e9 a\\\\b \\ud83d\\ude00 é\"}";
        HttpResponse<String> answer = registering(json, "admin", "admin", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode registered = Client.json(answer);
        assertThat(registered.path("client_name").asText()).isEqualTo("Café a\\b \uD83D\uDE00 é");

        HttpResponse<String> read = new Http()
                .get(
                        registered.path("registration_client_uri").asText(),
                        "Authorization",
                        "Bearer " + registered.path("registration_access_token").asText());
        assertThat(Client.json(read).path("client_name").asText()).isEqualTo("Café a\\b \uD83D\uDE00 é");
        assertThat(read.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(read.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    }

    @Test
    void whatIsNoJsonIsRefusedInJson() {
        HttpResponse<String> form = registering("client_name=a", "admin", "admin", "application/x-www-form-urlencoded");
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(Client.json(form).path("error").asText()).isEqualTo("invalid_request");
        assertThat(form.headers().firstValue("Cache-Control")).contains("no-store");
    }

    private HttpResponse<String> registering(String body, String user, String password, String type) {
        return new Http()
                .send(Http.request(
                                registration.toString(),
                                "Authorization",
                                Client.basic(user, password),
                                "Content-Type",
                                type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private String refusal(String json, String user, String password) {
        HttpResponse<String> answer = registering(json, user, password, "application/json");
        JsonNode error = Client.json(answer);
        return answer.statusCode() + " " + error.path("error").asText();
    }

    private ClientInformation registered(ClientMetadata metadata) throws Exception {
        HTTPRequest request = new ClientRegistrationRequest(registration, metadata, null).toHTTPRequest();
        request.setAuthorization(Client.basic("admin", "admin"));
        ClientRegistrationResponse answer = ClientRegistrationResponse.parse(sent(request));
        assertThat(answer.indicatesSuccess())
                .as(answer.toHTTPResponse().getBody())
                .isTrue();
        return answer.toSuccessResponse().getClientInformation();
    }

    private static ClientInformation read(URI address, BearerAccessToken token) throws Exception {
        ClientRegistrationResponse answer =
                ClientRegistrationResponse.parse(sent(new ClientReadRequest(address, token).toHTTPRequest()));
        return answer.toSuccessResponse().getClientInformation();
    }

    private HttpResponse<String> token(ClientInformation client) {
        return new Http()
                .postForm(
                        base + "/oauth2/token",
                        Map.of("grant_type", "client_credentials"),
                        "Authorization",
                        Client.basic(
                                client.getID().getValue(), client.getSecret().getValue()));
    }

    private AuthorizationCode code(ClientInformation client, CodeVerifier verifier) throws Exception {
        UserAgent user = new UserAgent(server);
        URI address = new AuthorizationRequest.Builder(ResponseType.CODE, client.getID())
                .endpointURI(URI.create(base + "/oauth2/authorize"))
                .redirectionURI(URI.create("com.example.phone:/back"))
                .state(new State("s"))
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        HttpResponse<String> consent = user.signIn(user.open(address), "admin", "admin");
        assertThat(consent.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self' com.example.phone:;");
        HttpResponse<String> allowed = user.answer(consent, "approve");
        assertThat(UserAgent.location(allowed)).as(allowed.body()).startsWith("com.example.phone:/back?");
        return AuthorizationResponse.parse(URI.create(UserAgent.location(allowed)))
                .toSuccessResponse()
                .getAuthorizationCode();
    }

    private TokenResponse tokens(ClientInformation client, AuthorizationGrant grant) throws Exception {
        return TokenResponse.parse(
                sent(new TokenRequest.Builder(URI.create(base + "/oauth2/token"), client.getID(), grant)
                        .build()
                        .toHTTPRequest()));
    }

    private static HTTPResponse sent(HTTPRequest request) throws Exception {
        request.setSSLSocketFactory(Http.trustingAll().getSocketFactory());
        return request.send();
    }
}
