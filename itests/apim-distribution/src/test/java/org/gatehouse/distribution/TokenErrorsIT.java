package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error of RFC 6749 §5.2, in the words and with the status of API Manager 1.9. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokenErrorsIT {
    private final Server server;
    private final Client client;
    private Client.Key key = new Client.Key("", "", "");

    TokenErrorsIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void anApplication() {
        key = client.signIn().addApplication("Mistaken").generateKey("Mistaken");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    scope=x | 400 | invalid_request | Missing grant_type parameter value
                    grant_type= | 400 | invalid_request | Missing grant_type parameter value
                    grant_type=magic | 400 | invalid_request | Invalid grant_type parameter value
                    grant_type=password&username=admin | 400 | invalid_request | Missing parameters: password
                    grant_type=refresh_token | 400 | invalid_request | Missing parameters: refresh_token
                    grant_type=password&username=admin&password=wrong | 400 | invalid_grant | Provided Authorization Grant is invalid.
                    grant_type=password&username=@&password=wrong | 400 | invalid_grant | Provided Authorization Grant is invalid.
                    grant_type=refresh_token&refresh_token=unknown | 400 | invalid_grant | Provided Authorization Grant is invalid.
                    grant_type=authorization_code&code=unknown&redirect_uri=https://a.example | 400 | invalid_grant | Provided Authorization Grant is invalid.
                    grant_type=iwa:ntlm&windows_token=x | 400 | unsupported_grant_type | This grant type is not configured on this server.
                    grant_type=client_credentials&scope=a"b | 400 | invalid_scope | Invalid Scope!
                    grant_type=client_credentials&scope=a\\b | 400 | invalid_scope | Invalid Scope!
                    """)
    void whatIsWrongIsSaid(String form, int status, String error, String description) {
        isError(asked(form, Client.basic(key.consumerKey(), key.consumerSecret())), status, error, description);
    }

    @Test
    void aScopeWithoutEndIsRefused() {
        isError(
                asked(
                        "grant_type=client_credentials&scope=device_" + "x".repeat(5000),
                        Client.basic(key.consumerKey(), key.consumerSecret())),
                400,
                "invalid_scope",
                "Invalid Scope!");
    }

    @Test
    void aScopeLongerThanItsPlaceIsRefusedForADeviceToo() {
        HttpResponse<String> answer = client.token(
                "https://localhost:" + server.https() + "/oauth2/device_authorize",
                key,
                Map.of("scope", "device_" + "x".repeat(5_000)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"invalid_request\"").doesNotContain("Exception");
    }

    @Test
    void aClientThatIsNotTheOneItSaysIsChallenged() {
        HttpResponse<String> wrong = asked("grant_type=client_credentials", Client.basic(key.consumerKey(), "wrong"));
        isError(wrong, 401, "invalid_client", "Client Authentication failed.");
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Basic realm=localhost");
        isError(
                asked("grant_type=client_credentials", Client.basic("unknown", key.consumerSecret())),
                401,
                "invalid_client",
                "Client Authentication failed.");
        isError(
                asked("grant_type=client_credentials", null),
                400,
                "unsupported_client_authentication_method",
                "Unsupported Client Authentication Method!");
    }

    @Test
    void whoMayNotRevokeIsNoAuthorizedClient() {
        HttpResponse<String> answer = new Http()
                .postForm(
                        "https://localhost:" + server.https() + "/oauth2/revoke",
                        Map.of("token", key.accessToken()),
                        "Authorization",
                        Client.basic(key.consumerKey(), "wrong"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Client.json(answer).path("error").asText()).isEqualTo("unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/token",
                "/oauth2/revoke",
                "/oauth2/introspect",
                "/oauth2/device_authorize",
                "gateway /token",
                "gateway /revoke"
            })
    void aBodyThatIsNoFormIsToldInTheSameShape(String door) {
        for (String form : List.of(
                "grant_type=client_credentials&token=a&token=b",
                "grant_type=client_credentials&token=a&scope=&scope=",
                "grant_type=client_credentials&token=a&client_id=b&client_id=c",
                "grant_type=%zz&token=%zz",
                "grant_type=client_credentials&token=a%",
                "grant_type=client_credentials&token=%4")) {
            isInvalidRequest(posted(door, "application/x-www-form-urlencoded", form), 400, door + " " + form);
        }
        for (String type : List.of("application/json", "application/xml", "text/plain", "multipart/form-data")) {
            isInvalidRequest(posted(door, type, "{\"grant_type\":\"client_credentials\"}"), 415, door + " " + type);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/revoke", "gateway /token", "gateway /revoke"})
    void anotherMethodIsToldInTheSameShape(String door) {
        HttpResponse<String> answer = new Http().get(address(door));
        isInvalidRequest(answer, 405, door);
        assertThat(answer.headers().firstValue("Allow").orElse("")).as(door).contains("POST");
    }

    @Test
    void whatMayComeSeveralTimesIsNoReason() {
        HttpResponse<String> answer = posted(
                "/oauth2/token",
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials&resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> posted(String door, String type, String body) {
        return new Http()
                .send(Http.request(
                                address(door),
                                "Content-Type",
                                type,
                                "Authorization",
                                Client.basic(key.consumerKey(), key.consumerSecret()))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private String address(String door) {
        return door.startsWith("gateway ")
                ? "http://localhost:" + server.gateway() + door.substring("gateway ".length())
                : "https://localhost:" + server.https() + door;
    }

    private static void isInvalidRequest(HttpResponse<String> answer, int status, String what) {
        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(what)
                .startsWith("application/json");
        JsonNode json = Client.json(answer);
        assertThat(json.path("error").asText()).as(what).isEqualTo("invalid_request");
        assertThat(json.path("error_description").asText()).as(what).isNotBlank();
        assertThat(answer.headers().firstValue("Cache-Control")).as(what).contains("no-store");
    }

    private static void isError(HttpResponse<String> answer, int status, String error, String description) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode json = Client.json(answer);
        assertThat(json.path("error").asText()).isEqualTo(error);
        assertThat(json.path("error_description").asText()).isEqualTo(description);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    }

    private HttpResponse<String> asked(String form, @Nullable String authorization) {
        Map<String, String> fields = new java.util.LinkedHashMap<>();
        for (String field : form.split("&")) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        String address = "https://localhost:" + server.https() + "/oauth2/token";
        return authorization == null
                ? new Http().postForm(address, fields)
                : new Http().postForm(address, fields, "Authorization", authorization);
    }
}
