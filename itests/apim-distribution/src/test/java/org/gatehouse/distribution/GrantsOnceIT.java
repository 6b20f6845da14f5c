package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A refresh token, an authorization code and a device code are worth one token, however many come with it at once. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GrantsOnceIT {
    private static final String CALLBACK = "https://once.example/back";
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final Server server;
    private final Client client;
    private final String base;
    private Client.Key key = new Client.Key("", "", "");

    GrantsOnceIT(Server server) {
        this.server = server;
        this.client = new Client(server);
        this.base = "https://localhost:" + server.https();
    }

    @BeforeAll
    void register() {
        key = client.signIn().addApplication("Once").generateKey("Once", CALLBACK);
    }

    @Test
    void aRefreshTokenIsWorthOneToken() throws Exception {
        JsonNode token = Client.json(token(
                Map.of("grant_type", "password", "username", "admin", "password", "admin", "scope", "device_once")));
        for (int round = 0; round < 6; round++) {
            List<AtOnce.Answer> answers = race(Map.of(
                    "grant_type",
                    "refresh_token",
                    "refresh_token",
                    token.path("refresh_token").asText()));
            JsonNode next = theOnly(answers);
            assertThat(isActive(token)).as("the token before, round " + round).isFalse();
            assertThat(isActive(next)).as("round " + round).isTrue();
            token = next;
        }
    }

    @Test
    void anAuthorizationCodeIsWorthOneToken() throws Exception {
        for (int round = 0; round < 3; round++) {
            UserAgent user = new UserAgent(server);
            HttpResponse<String> page = user.open(URI.create(base + "/oauth2/authorize?response_type=code&client_id="
                    + key.consumerKey() + "&scope=device_code" + round + "&redirect_uri="
                    + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8)));
            page = user.answer(user.signIn(page, "admin", "admin"), "approve");
            String code = found("[?&]code=([^&]+)", UserAgent.location(page));

            theOnly(race(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK)));
        }
    }

    @Test
    void aDeviceCodeIsWorthOneToken() throws Exception {
        JsonNode begun = begun();
        DeviceUser.signedIn(server, "admin", "admin")
                .connect(begun.path("user_code").asText());

        theOnly(race(Map.of(
                "grant_type",
                DEVICE_GRANT,
                "device_code",
                begun.path("device_code").asText())));
    }

    @Test
    void userCodesCannotBeGuessedAt() {
        JsonNode begun = begun();
        // Not the administrator, who connects devices in other tests.
        UserAdmin.said(
                server,
                "admin",
                "admin",
                "<addUser><userName>guesser</userName><password>guesser-secret</password></addUser>");
        DeviceUser user = DeviceUser.signedIn(server, "guesser", "guesser-secret");
        int looked = 0;
        for (int i = 0; i < 60; i++) {
            looked += user.types("XXXX-XXXX").statusCode() == 400 ? 1 : 0;
        }
        assertThat(looked).as("guesses that were looked at").isBetween(5, 20);
        HttpResponse<String> right = user.types(begun.path("user_code").asText());
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.body()).contains("Wait");
    }

    @Test
    void secretsAreNotTakenFromAnAddress() {
        String query = "?grant_type=client_credentials&client_id=" + key.consumerKey() + "&client_secret="
                + key.consumerSecret();
        for (String path :
                List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/device_authorize")) {
            for (String body : List.of("", "grant_type=client_credentials")) {
                assertThat(posted(path + query, body).statusCode())
                        .as(path + " " + body)
                        .isEqualTo(400);
            }
        }
        assertThat(posted("/oauth2/token?grant_type=client_credentials", "").statusCode())
                .as("what is no secret")
                .isEqualTo(400);
    }

    @Test
    void aParameterThatIsGivenTwiceIsRefused() {
        String client = "&client_id=" + key.consumerKey() + "&client_secret=" + key.consumerSecret();
        String once = "grant_type=client_credentials" + client;
        assertThat(posted("/oauth2/token", once).statusCode()).isEqualTo(200);
        for (String more :
                List.of("&grant_type=password", "&scope=a&scope=b", "&client_id=other", "&client_secret=x")) {
            HttpResponse<String> answer = posted("/oauth2/token", once + more);
            assertThat(answer.statusCode()).as(more).isEqualTo(400);
            assertThat(Client.json(answer).path("error").asText()).isEqualTo("invalid_request");
        }
    }

    private List<AtOnce.Answer> race(Map<String, String> form) throws Exception {
        return AtOnce.post(
                30, List.of(base + "/oauth2/token"), form, Client.basic(key.consumerKey(), key.consumerSecret()));
    }

    /** What the one got who got something; all others are told that their grant is none. */
    static JsonNode theOnly(List<AtOnce.Answer> answers) {
        List<AtOnce.Answer> good =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(good).as(() -> answers.get(0).text()).hasSize(1);
        Set<String> errors = new HashSet<>();
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> errors.add(answer.status() + " "
                        + Client.json(answer.body()).path("error").asText()));
        assertThat(errors).containsExactly("400 invalid_grant");
        return Client.json(good.get(0).body());
    }

    private boolean isActive(JsonNode token) {
        return Client.json(new Http()
                        .postForm(
                                base + "/oauth2/introspect",
                                Map.of("token", token.path("access_token").asText()),
                                "Authorization",
                                Client.basic("admin", "admin")))
                .path("active")
                .asBoolean();
    }

    private HttpResponse<String> token(Map<String, String> form) {
        return client.token(base + "/oauth2/token", key, form);
    }

    private JsonNode begun() {
        return Client.json(client.token(base + "/oauth2/device_authorize", key, Map.of("scope", "device_box")));
    }

    private HttpResponse<String> posted(String path, String body) {
        return new Http()
                .send(Http.request(base + path, "Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
