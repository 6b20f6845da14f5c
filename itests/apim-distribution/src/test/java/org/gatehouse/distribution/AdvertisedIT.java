package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An API of another store, on a real server: shown here, called and subscribed to there. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdvertisedIT {
    private static final String PAGE = "https://far.example.com/store/apis/info?name=Yonder&version=1.0.0&provider=ann";

    private final Server server;
    private final Client client;
    private final Http http = new Http();
    private final Backend backend = new Backend("far");

    AdvertisedIT(Server server) {
        this.server = server;
        this.client = new Client(server).signIn();
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void itIsShownHereAndServedThere() {
        ApiForm api = new ApiForm("Yonder", "/yonder", backend.address()).open();
        client.add(api).publish("Yonder");
        String call = "http://localhost:" + server.gateway() + "/yonder/1.0.0/x";
        assertThat(http.get(call).statusCode()).isEqualTo(200);

        HttpResponse<String> bad = client.publisher(
                "item-add/ajax/add.jag",
                api.with("advertiseOnly", "true")
                        .with("redirectURL", "javascript:alert(1)")
                        .fields("updateAPI"));
        assertThat(bad.body()).contains("store: not an address (expected: one of http or https");
        assertThat(http.get(call).statusCode()).as("as it was").isEqualTo(200);

        client.update(api.with("redirectURL", "https://far.example.com/store").with("apiOwner", "ann"));
        assertThat(http.get(call).statusCode()).as("no gateway has it any more").isEqualTo(404);
        JsonNode told = Client.good(client.publisher(
                        "listing/ajax/item-list.jag",
                        Map.of("action", "getAPI", "name", "Yonder", "version", "1.0.0", "provider", "admin")))
                .path("api");
        assertThat(told.path("advertiseOnly").asBoolean()).isTrue();
        assertThat(told.path("redirectURL").asText()).isEqualTo("https://far.example.com/store");
        assertThat(told.path("apiOwner").asText()).isEqualTo("ann");
        assertThat(http.get("https://localhost:" + server.https() + "/store/apis/list?query=Yonder")
                        .body())
                .contains("href=\"" + PAGE.replace("&", "&amp;") + "\"");
        client.addApplication("Farers");
        HttpResponse<String> refused = client.store(
                "subscription/subscription-add/ajax/subscription-add.jag",
                Map.of(
                        "action", "addAPISubscription",
                        "name", "Yonder",
                        "version", "1.0.0",
                        "provider", "admin",
                        "tier", "Unlimited",
                        "applicationName", "Farers"));
        assertThat(refused.body()).contains("\"error\" : true", PAGE);

        client.update(api.with("advertiseOnly", "false"));
        assertThat(http.get(call).statusCode()).as("served here again").isEqualTo(200);
    }
}
