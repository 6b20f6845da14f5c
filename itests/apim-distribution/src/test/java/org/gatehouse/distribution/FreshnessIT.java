package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the gateway remembers is never older than the last change: the very next call sees it. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FreshnessIT {
    private final Server server;
    private final Client client;
    private final Http http = new Http();
    private final Backend backend = new Backend("behind");
    private Client.Key key = new Client.Key("", "", "");

    FreshnessIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void publish() {
        client.signIn();
        client.add(api("Application & Application User"))
                .publish("Fresh")
                .addApplication("Fresh application")
                .subscribe("Fresh application", "Fresh", "Unlimited");
        key = client.generateKey("Fresh application");
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void aBlockedApiAnswersNoMoreAndAnOpenedOneAgain() {
        assertThat(call(key.accessToken()).statusCode()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            client.setStatus("Fresh", "BLOCKED");
            HttpResponse<String> blocked = call(key.accessToken());
            assertThat(blocked.statusCode()).isEqualTo(503);
            assertThat(blocked.body()).contains("<am:code>700700</am:code>");
            client.setStatus("Fresh", "PUBLISHED");
            assertThat(call(key.accessToken()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aResourceThatIsOpenedAndClosedIsSoAtOnce() {
        for (int i = 0; i < 5; i++) {
            client.update(api("None"));
            assertThat(call("").statusCode()).isEqualTo(200);
            client.update(api("Application & Application User"));
            HttpResponse<String> closed = call("");
            assertThat(closed.statusCode()).isEqualTo(401);
            assertThat(closed.body()).contains("<ams:code>900902</ams:code>");
            assertThat(call(key.accessToken()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRevokedTokenIsWorthNothingAtOnce() {
        for (int i = 0; i < 5; i++) {
            String token = Client.json(client.token(
                            "http://localhost:" + server.gateway() + "/token",
                            key,
                            Map.of("grant_type", "client_credentials", "scope", "device_" + i)))
                    .path("access_token")
                    .asText();
            assertThat(call(token).statusCode()).isEqualTo(200);
            HttpResponse<String> revoked = http.postForm(
                    "http://localhost:" + server.gateway() + "/revoke",
                    Map.of("token", token),
                    "Authorization",
                    Client.basic(key.consumerKey(), key.consumerSecret()));
            assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
            HttpResponse<String> refused = call(token);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("<ams:code>900901</ams:code>");
        }
    }

    @Test
    void aBlockedSubscriptionIsRefusedAtOnceAndServedAgainAtOnce() {
        String application = Client.good(client.store(
                        "application/application-list/ajax/application-list.jag", Map.of("action", "getApplications")))
                .path("applications")
                .findParents("name")
                .stream()
                .filter(found -> found.path("name").asText().equals("Fresh application"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        for (String status : new String[] {"BLOCKED", "PROD_ONLY_BLOCKED"}) {
            assertThat(call(key.accessToken()).statusCode()).isEqualTo(200);
            Client.good(subscription(application, status));
            HttpResponse<String> refused = call(key.accessToken());
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("<ams:code>900907</ams:code>");
            Client.good(subscription(application, "UNBLOCKED"));
        }
        assertThat(call(key.accessToken()).statusCode()).isEqualTo(200);
        assertThat(subscription(application, "REJECTED").body()).contains("\"error\" : true", "newStatus");
        assertThat(subscription("0", "BLOCKED").body()).contains("\"error\" : true", "not subscribed");
    }

    @Test
    void aTokenThatAPublisherRevokesIsWorthNothingAtOnceAndTheOthersStay() {
        for (int i = 0; i < 3; i++) {
            String token = token("taken_" + i);
            String other = token("left_" + i);
            assertThat(call(token).statusCode()).isEqualTo(200);
            assertThat(call(other).statusCode()).isEqualTo(200);
            Client.good(client.publisher(
                    "tokens/ajax/revokeToken.jag",
                    Map.of(
                            "action",
                            "revokeAccessToken",
                            "accessToken",
                            token,
                            "consumerKey",
                            key.consumerKey(),
                            "authUser",
                            "admin")));
            HttpResponse<String> refused = call(token);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("<ams:code>900901</ams:code>");
            assertThat(call(other).statusCode()).isEqualTo(200);
        }
    }

    private String token(String device) {
        return Client.json(client.token(
                        "http://localhost:" + server.gateway() + "/token",
                        key,
                        Map.of("grant_type", "client_credentials", "scope", "device_" + device)))
                .path("access_token")
                .asText();
    }

    private HttpResponse<String> subscription(String application, String status) {
        return client.publisher(
                "users-keys/ajax/subscriptions.jag",
                Map.of(
                        "action", "updateSubscription",
                        "provider", "admin",
                        "apiName", "Fresh",
                        "version", "1.0.0",
                        "appId", application,
                        "newStatus", status));
    }

    private HttpResponse<String> call(String token) {
        String address = "http://localhost:" + server.gateway() + "/fresh/1.0.0/x";
        return token.isEmpty() ? client.call(address) : client.call(address, token);
    }

    private ApiForm api(String auth) {
        return new ApiForm("Fresh", "/fresh", backend.address()).resource("/*", "GET", auth);
    }
}
