package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a script on a page of another origin may ask for and read: tokens, and what they are good for; no page for people. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CorsIT {
    private static final String ORIGIN = "https://spa.example";

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("cors");
    private final String base;
    private final String gateway;
    private final String gatewayTls;

    CorsIT(Server server) {
        this.server = server;
        this.client = new Client(server);
        this.base = "https://localhost:" + server.https();
        this.gateway = "http://localhost:" + server.gateway();
        this.gatewayTls = "https://localhost:" + server.gatewayTls();
    }

    @BeforeAll
    void publish() {
        client.signIn()
                .add(new ApiForm("Shared", "/shared", backend.address())
                        .with("tiersCollection", "Unlimited")
                        .resource("/phone/*", "GET,POST", "None")
                        .resource("/own/*", "GET,OPTIONS", "Application & Application User"))
                .publish("Shared");
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void everyDoorAScriptNeedsAnswersItsPreflight() {
        for (Map.Entry<String, String> door : doors().entrySet()) {
            HttpResponse<String> answer = preflight(door.getKey(), ORIGIN, door.getValue());
            assertThat(answer.statusCode()).as(door.getKey()).isIn(200, 204);
            isShared(answer, door.getKey());
            assertThat(methods(answer)).as(door.getKey()).contains(door.getValue());
            assertThat(answer.headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .orElse("")
                            .toLowerCase(Locale.ROOT)
                            .split(","))
                    .contains("authorization", "content-type");
        }
    }

    @Test
    void aPreflightIsAnsweredWhereOptionsWantsAToken() {
        String address = gateway + "/shared/1.0.0/own/1";
        HttpResponse<String> answer = preflight(address, ORIGIN, "GET");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        isShared(answer, address);
        assertThat(methods(answer)).containsExactlyInAnyOrder("GET", "OPTIONS");
        HttpResponse<String> options = new Http()
                .send(Http.request(address)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build());
        assertThat(options.statusCode()).as("no preflight").isEqualTo(401);
    }

    @Test
    void aPageLearnsThatAnApiIsBlockedWhateverItAsksFor() {
        client.add(new ApiForm("Shut", "/shut", backend.address())
                        .with("tiersCollection", "Unlimited")
                        .resource("/phone/*", "GET,OPTIONS,PROPFIND", "None"))
                .publish("Shut");
        Client.good(client.setStatus("Shut", "BLOCKED"));
        String address = gateway + "/shut/1.0.0/phone/1";
        HttpResponse<String> asked = preflight(address, ORIGIN, "PATCH");
        assertThat(asked.statusCode()).isEqualTo(200);
        isShared(asked, address);
        List<String> verbs = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PROPFIND");
        assertThat(methods(asked)).containsExactlyInAnyOrderElementsOf(verbs);
        for (String verb : verbs) {
            HttpResponse<String> answer = new Http()
                    .send(Http.request(address, "Origin", ORIGIN)
                            .method(verb, HttpRequest.BodyPublishers.noBody())
                            .build());
            assertThat(answer.statusCode()).as(verb).isEqualTo(503);
            isShared(answer, verb);
            if (!verb.equals("HEAD")) {
                assertThat(answer.body()).as(verb).contains("700700");
            }
        }
    }

    @Test
    void errorsCanBeReadAsWell() {
        for (Map.Entry<String, String> door : doors().entrySet()) {
            for (String type : List.of("application/x-www-form-urlencoded", "application/json", "text/plain")) {
                HttpResponse<String> answer = new Http()
                        .send(Http.request(
                                        door.getKey(),
                                        "Origin",
                                        ORIGIN,
                                        "Authorization",
                                        Client.basic("nobody", "x"),
                                        "Content-Type",
                                        type)
                                .method(
                                        door.getValue(),
                                        HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&token=a"))
                                .build());
                isShared(answer, door.getKey() + " " + type + " " + answer.statusCode());
            }
        }
        HttpResponse<String> stranger = new Http()
                .postForm(
                        base + "/oauth2/token",
                        Map.of("grant_type", "client_credentials"),
                        "Origin",
                        ORIGIN,
                        "Authorization",
                        Client.basic("nobody", "x"));
        assertThat(stranger.statusCode()).isEqualTo(401);
        isShared(stranger, "401");
        HttpResponse<String> other = new Http().get(gateway + "/token", "Origin", ORIGIN);
        assertThat(other.statusCode()).isEqualTo(405);
        isShared(other, "405");
    }

    @Test
    void whatPeopleAreShownIsForTheirEyesOnly() {
        for (String page : List.of(
                base + "/oauth2/authorize?response_type=code",
                base + "/oauth2/introspect",
                base + "/commonauth",
                base + "/device/",
                base + "/authenticationendpoint/login.do",
                base + "/store/",
                base + "/publisher/site/pages/login.jag",
                gateway + "/authorize?response_type=code")) {
            for (HttpResponse<String> answer : List.of(
                    new Http().get(page, "Origin", ORIGIN),
                    preflight(page, ORIGIN, "POST"),
                    new Http().postForm(page, Map.of("username", "admin", "password", "admin"), "Origin", ORIGIN))) {
                assertThat(answer.headers().map().keySet())
                        .as(page)
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
            }
        }
    }

    /** In a real browser: what it would not let a script read, the script does not get. */
    @Test
    void anApplicationInABrowserGetsItsTokenAndCalls() throws Exception {
        String callback = backend.address() + "/back";
        String clientId = registered(callback);
        CodeVerifier verifier = new CodeVerifier();
        UserAgent user = new UserAgent(server);
        Map<String, String> asked = Map.of(
                "response_type",
                "code",
                "client_id",
                clientId,
                "redirect_uri",
                callback,
                "code_challenge_method",
                "S256",
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
        HttpResponse<String> page = user.open(URI.create(base + "/oauth2/authorize?" + Http.encode(asked)));
        String address = UserAgent.location(user.answer(user.signIn(page, "admin", "admin"), "approve"));
        assertThat(address).startsWith(callback + "?code=");
        String form = Http.encode(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                clientId,
                "redirect_uri",
                callback,
                "code",
                address.replaceAll(".*[?&]code=([^&]*).*", "$1"),
                "code_verifier",
                verifier.getValue()));

        try (Browser browser = new Browser()) {
            browser.open(URI.create(backend.address() + "/page")).shows("cors GET /page");
            // Not a form's type by itself, so that the browser asks first.
            fetched(
                    browser,
                    gatewayTls + "/token",
                    "{method:'POST', headers:{Authorization:'Basic bm9ib2R5Ong='}, body:''}");
            browser.shows("read 4");
            fetched(
                    browser,
                    gatewayTls + "/token",
                    "{method:'POST', headers:{'Content-Type':'application/x-www-form-urlencoded'}, body:'" + form
                            + "'}");
            browser.shows("access_token");
            JsonNode token = Client.json(browser.script("document.body.innerText.replace(/^read \\d+ /, '')"));
            String bearer = "{headers:{Authorization:'Bearer "
                    + token.path("access_token").asText() + "'}}";
            fetched(browser, base + "/oauth2/userinfo", bearer);
            browser.shows("insufficient_scope");
            fetched(browser, gatewayTls + "/shared/1.0.0/phone/1", bearer);
            browser.shows("cors GET /phone/1");
            fetched(browser, base + "/oauth2/authorize", "{}");
            browser.shows("kept from the script");
        }
    }

    @Test
    void anOperatorListsTheOriginsThatMay() throws Exception {
        Path settings = server.conf("api-manager.xml");
        String shipped = Files.readString(settings);
        try {
            Files.writeString(
                    settings,
                    shipped.replace(
                            "<Access-Control-Allow-Origin>*<",
                            "<Access-Control-Allow-Origin>" + ORIGIN + ", https://b.example<"));
            for (String door : List.of(base + "/oauth2/token", gateway + "/token")) {
                Eventually.within(
                        Duration.ofSeconds(30),
                        door + " knows its origins",
                        () -> preflight(door, ORIGIN, "POST")
                                .headers()
                                .allValues("Access-Control-Allow-Origin")
                                .equals(List.of(ORIGIN)));
                assertThat(preflight(door, "https://evil.example", "POST")
                                .headers()
                                .map())
                        .as(door)
                        .doesNotContainKey("access-control-allow-origin");
                HttpResponse<String> posted =
                        new Http().postForm(door, Map.of("grant_type", "password"), "Origin", "https://evil.example");
                assertThat(posted.headers().map()).as(door).doesNotContainKey("access-control-allow-origin");
                assertThat(posted.headers().firstValue("Vary").orElse(""))
                        .as(door)
                        .contains("Origin");
            }
        } finally {
            Files.writeString(settings, shipped);
            Eventually.within(
                    Duration.ofSeconds(30),
                    "all origins may again",
                    () -> List.of(base + "/oauth2/token", gateway + "/token").stream()
                            .allMatch(door -> preflight(door, ORIGIN, "POST")
                                    .headers()
                                    .allValues("Access-Control-Allow-Origin")
                                    .equals(List.of("*"))));
        }
    }

    /** Every address a script may use, with a method it has there. */
    private Map<String, String> doors() {
        Map<String, String> doors = new LinkedHashMap<>();
        for (String path : List.of("token", "revoke", "userinfo", "register", "device_authorize")) {
            doors.put(base + "/oauth2/" + path, "POST");
        }
        doors.put(base + "/oauth2/register/somebody", "PUT");
        doors.put(base + "/oauth2/jwks", "GET");
        doors.put(base + "/.well-known/openid-configuration", "GET");
        doors.put(base + "/.well-known/oauth-authorization-server", "GET");
        for (String door : List.of(gateway, gatewayTls)) {
            doors.put(door + "/token", "POST");
            doors.put(door + "/revoke", "POST");
        }
        return doors;
    }

    private static void fetched(Browser browser, String address, String how) {
        browser.script("document.body.innerText = 'waiting'; fetch('" + address + "', " + how
                + ").then(r => r.text().then(t => document.body.innerText = 'read ' + r.status + ' ' + t))"
                + ".catch(e => document.body.innerText = 'kept from the script'); ''");
    }

    private String registered(String callback) {
        HttpResponse<String> answer = new Http()
                .send(Http.request(
                                base + "/oauth2/register",
                                "Authorization",
                                Client.basic("admin", "admin"),
                                "Content-Type",
                                "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"redirect_uris\":[\"" + callback + "\"],\"token_endpoint_auth_method\":\"none\"}"))
                        .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Client.json(answer).path("client_id").asText();
    }

    private static List<String> methods(HttpResponse<String> answer) {
        return List.of(answer.headers()
                .firstValue("Access-Control-Allow-Methods")
                .orElse("")
                .split(","));
    }

    private static HttpResponse<String> preflight(String address, String origin, String method) {
        return new Http()
                .send(Http.request(
                                address,
                                "Origin",
                                origin,
                                "Access-Control-Request-Method",
                                method,
                                "Access-Control-Request-Headers",
                                "authorization,content-type")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    private static void isShared(HttpResponse<String> answer, String what) {
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                .as(what + ": " + answer.body())
                .containsExactly("*");
        assertThat(answer.headers().map()).as(what).doesNotContainKey("access-control-allow-credentials");
    }
}
