package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What scripts written for API Manager 1.9 do: form posts to {@code .jag} paths, answers in JSON. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> LOGIN =
            Map.of("action", "login", "username", "admin", "password", "admin");

    private final Server server;
    private final Http publisher = new Http();
    private final Http store = new Http();
    private final Http plain = new Http();

    Client(Server server) {
        this.server = server;
    }

    /** Signs in to publisher and store as the administrator. */
    Client signIn() {
        signInToPublisher();
        good(store("user/login/ajax/login.jag", LOGIN));
        return this;
    }

    Client signInToPublisher() {
        good(publisher("user/login/ajax/login.jag", LOGIN));
        return this;
    }

    HttpResponse<String> publisher(String path, Map<String, String> form) {
        return publisher.postForm("https://localhost:" + server.https() + "/publisher/site/blocks/" + path, form);
    }

    /** The form in parts, as browsers send long ones. */
    HttpResponse<String> publisherParts(String path, Map<String, String> form) {
        return publisher.postParts("https://localhost:" + server.https() + "/publisher/site/blocks/" + path, form);
    }

    HttpResponse<String> store(String path, Map<String, String> form) {
        return store.postForm("https://localhost:" + server.https() + "/store/site/blocks/" + path, form);
    }

    /** Adds an API with one resource {@code /*} for GET and POST and one {@code /open} without security. */
    Client addApi(String name, String context, String backend, String tiers) {
        return add(new ApiForm(name, context, backend)
                .with("tiersCollection", tiers)
                .resource("/phone/*", "GET,POST", "Application & Application User")
                .resource("/open", "GET", "None"));
    }

    Client add(ApiForm api) {
        good(publisher("item-add/ajax/add.jag", api.fields("addAPI")));
        return this;
    }

    Client update(ApiForm api) {
        good(publisher("item-add/ajax/add.jag", api.fields("updateAPI")));
        return this;
    }

    HttpResponse<String> setStatus(String name, String status) {
        return publisher(
                "life-cycles/ajax/life-cycles.jag",
                Map.of(
                        "action", "updateStatus",
                        "name", name,
                        "version", "1.0.0",
                        "provider", "admin",
                        "status", status,
                        "publishToGateway", "true"));
    }

    Client publish(String name) {
        good(setStatus(name, "PUBLISHED"));
        return this;
    }

    String status(String name) {
        return good(publisher(
                        "listing/ajax/item-list.jag",
                        Map.of("action", "getAPI", "name", name, "version", "1.0.0", "provider", "admin")))
                .at("/api/status")
                .asText();
    }

    Client addApplication(String name) {
        good(store(
                "application/application-add/ajax/application-add.jag",
                Map.of(
                        "action", "addApplication",
                        "application", name,
                        "tier", "Unlimited",
                        "callbackUrl", "",
                        "description", "")));
        return this;
    }

    Client subscribe(String application, String api, String tier) {
        good(store(
                "subscription/subscription-add/ajax/subscription-add.jag",
                Map.of(
                        "action",
                        "addAPISubscription",
                        "name",
                        api,
                        "version",
                        "1.0.0",
                        "provider",
                        "admin",
                        "tier",
                        tier,
                        "applicationName",
                        application)));
        return this;
    }

    /** The application's production key. */
    Key generateKey(String application) {
        return generateKey(application, "");
    }

    /** The application's production key, with an address for authorization codes. */
    Key generateKey(String application, String callback) {
        JsonNode key = good(store(
                        "subscription/subscription-add/ajax/subscription-add.jag",
                        Map.of(
                                "action", "generateApplicationKey",
                                "application", application,
                                "keytype", "PRODUCTION",
                                "callbackUrl", callback,
                                "authorizedDomains", "ALL",
                                "validityTime", "3600")))
                .at("/data/key");
        return new Key(
                key.path("accessToken").asText(),
                key.path("consumerKey").asText(),
                key.path("consumerSecret").asText());
    }

    HttpResponse<String> token(String address, Key key, Map<String, String> grant) {
        return plain.postForm(address, grant, "Authorization", basic(key.consumerKey(), key.consumerSecret()));
    }

    /** A GET with a bearer token. */
    HttpResponse<String> call(String address, String token) {
        return plain.get(address, "Authorization", "Bearer " + token);
    }

    HttpResponse<String> call(String address) {
        return plain.get(address);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** The answer as JSON, after a look that it is no error. */
    static JsonNode good(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = json(answer);
        assertThat(json.path("error").asBoolean(true)).as(answer.body()).isFalse();
        return json;
    }

    /** An application's key. */
    record Key(String accessToken, String consumerKey, String consumerSecret) {}
}
