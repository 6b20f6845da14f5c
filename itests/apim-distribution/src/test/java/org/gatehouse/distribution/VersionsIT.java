package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where an API and its versions are called, at the very next call after each change. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VersionsIT {
    private static final String DEFAULT = "default_version";

    private final Client client;
    private final String gateway;
    private final Backend first = new Backend("first");
    private final Backend second = new Backend("second");

    VersionsIT(Server server) {
        this.gateway = "http://localhost:" + server.gateway();
        this.client = new Client(server).signIn();
    }

    @AfterAll
    void close() {
        first.close();
        second.close();
    }

    @Test
    void aContextThatIsEditedIsServedAtTheNextCallWithTheSameKey() {
        client.add(new ApiForm("Moving", "/moving", first.address()).secured())
                .publish("Moving")
                .addApplication("Moving application")
                .subscribe("Moving application", "Moving", "Unlimited");
        String token = client.generateKey("Moving application").accessToken();
        assertThat(client.call(gateway + "/moving/1.0.0/x", token).statusCode()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            for (String[] way : new String[][] {{"/moving", "/moved"}, {"/moved", "/moving"}}) {
                assertThat(client.call(gateway + way[1] + "/1.0.0/x", token).statusCode())
                        .isEqualTo(404);
                client.update(new ApiForm("Moving", way[1], first.address()).secured());

                HttpResponse<String> there = client.call(gateway + way[1] + "/1.0.0/x", token);
                assertThat(there.statusCode()).as(there.body()).isEqualTo(200);
                assertThat(client.call(gateway + way[0] + "/1.0.0/x", token).statusCode())
                        .isEqualTo(404);
            }
        }
        assertThat(client.call(gateway + "/moving/1.0.0/x").statusCode())
                .as("without a key")
                .isEqualTo(401);
    }

    @Test
    void aContextThatAnotherApiHasIsNotTaken() {
        client.add(new ApiForm("Staying", "/staying", first.address()).open()).publish("Staying");
        client.add(new ApiForm("StayingOther", "/other-staying", second.address()).open())
                .publish("StayingOther");

        JsonNode refused = Client.json(client.publisher(
                "item-add/ajax/add.jag",
                new ApiForm("Staying", "/other-staying", first.address()).open().fields("updateAPI")));

        assertThat(refused.path("message").asText())
                .isEqualTo(" Error occurred while updating the API. A duplicate API context already exists for"
                        + " /other-staying");
        assertThat(client.call(gateway + "/staying/1.0.0/x").body()).contains("first");
        assertThat(client.call(gateway + "/other-staying/1.0.0/x").body()).contains("second");
    }

    @Test
    void theNewestChosenOfTheLiveVersionsIsCalledWithoutOne() {
        client.add(new ApiForm("Versioned", "/versioned", first.address())
                        .with("default_version_checked", DEFAULT)
                        .open())
                .publish("Versioned");
        assertThat(client.call(gateway + "/versioned/x").body()).contains("first");

        Client.good(client.publisher(
                "overview/ajax/overview.jag",
                Map.of(
                        "action", "createNewAPI",
                        "provider", "admin",
                        "apiName", "Versioned",
                        "version", "1.0.0",
                        "newVersion", "2.0.0",
                        "isDefaultVersion", DEFAULT)));
        assertThat(client.call(gateway + "/versioned/x").body())
                .as("the next one is not live yet")
                .contains("first");
        client.update(new ApiForm("Versioned", "/versioned", second.address())
                .with("version", "2.0.0")
                .with("default_version_checked", DEFAULT)
                .open());
        Client.good(client.publisher("life-cycles/ajax/life-cycles.jag", published("2.0.0")));

        assertThat(client.call(gateway + "/versioned/x").body()).contains("second");
        assertThat(client.call(gateway + "/versioned/1.0.0/x").body()).contains("first");
        assertThat(read("1.0.0").path("isDefaultVersion").asText()).isEqualTo("false");
        assertThat(read("1.0.0").path("currentDefaultVersion").asText()).isEqualTo("2.0.0");
        client.update(new ApiForm("Versioned", "/versioned", first.address())
                .with("default_version_checked", DEFAULT)
                .open());
        assertThat(client.call(gateway + "/versioned/x").body()).contains("first");
        assertThat(read("2.0.0").path("isDefaultVersion").asText()).isEqualTo("false");
    }

    private static Map<String, String> published(String version) {
        Map<String, String> step = new LinkedHashMap<>();
        step.put("action", "updateStatus");
        step.put("name", "Versioned");
        step.put("version", version);
        step.put("provider", "admin");
        step.put("status", "PUBLISHED");
        step.put("publishToGateway", "true");
        return step;
    }

    private JsonNode read(String version) {
        return Client.good(client.publisher(
                        "listing/ajax/item-list.jag",
                        Map.of("action", "getAPI", "name", "Versioned", "version", version, "provider", "admin")))
                .path("api");
    }
}
