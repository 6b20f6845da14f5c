package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.distribution.Client.good;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers get of an API in each state, and the store's readers and subscribers, at the very next request. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LifecycleIT {
    private static final List<String> STATES =
            List.of("CREATED", "PROTOTYPED", "PUBLISHED", "DEPRECATED", "BLOCKED", "RETIRED");
    private static final String BLOCKED = "<am:fault xmlns:am=\"http://wso2.org/apimanager\"><am:code>700700</am:code>"
            + "<am:message>API blocked</am:message><am:description>This API has been blocked temporarily. Please try again"
            + " later or contact the system administrators.</am:description></am:fault>";

    private final Client client;
    private final String gateway;
    private final String store;
    private final Backend backend = new Backend("behind");
    private Client.Key key = new Client.Key("", "", "");

    LifecycleIT(Server server) {
        this.client = new Client(server);
        this.gateway = "http://localhost:" + server.gateway();
        this.store = "https://localhost:" + server.https() + "/store/apis/list?query=Stately";
    }

    @BeforeAll
    void anApiHasASubscriber() {
        client.signIn()
                .add(new ApiForm("Stately", "/stately", backend.address()).secured())
                .publish("Stately")
                .addApplication("Stately subscriber")
                .addApplication("Stately latecomer")
                .subscribe("Stately subscriber", "Stately", "Unlimited");
        key = client.generateKey("Stately subscriber");
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # state    | a subscriber | a stranger | the store | a subscription
            CREATED    | 404          | 404        | hidden    | refused
            PROTOTYPED | 200          | 200        | hidden    | refused
            PUBLISHED  | 200          | 401        | listed    | taken
            DEPRECATED | 200          | 401        | hidden    | refused
            BLOCKED    | 503          | 503        | hidden    | refused
            RETIRED    | 404          | 404        | hidden    | refused
            """)
    void aStateIsWhatTheTableSaysWhateverWasBefore(
            String state, int subscriber, int stranger, String listed, String subscription) {
        for (String before : STATES) {
            good(client.setStatus("Stately", before));
            JsonNode life = good(client.setStatus("Stately", state)).path("lcs");

            assertThat(life.get(life.size() - 1).path("newStatus").asText())
                    .as("from " + before)
                    .isEqualTo(state);
            HttpResponse<String> called = client.call(gateway + "/stately/1.0.0/x", key.accessToken());
            assertThat(called.statusCode()).as("from " + before).isEqualTo(subscriber);
            assertThat(client.call(gateway + "/stately/1.0.0/x").statusCode())
                    .as("from " + before)
                    .isEqualTo(stranger);
            if (state.equals("BLOCKED")) {
                assertThat(called.body()).isEqualTo(BLOCKED);
            }
            assertThat(isListed()).as("from " + before).isEqualTo(listed.equals("listed"));
            assertThat(new Http().get(store).body().contains("Stately</"))
                    .as("from " + before)
                    .isEqualTo(listed.equals("listed"));
            subscribe(state, subscription.equals("taken"));
            assertThat(client.status("Stately")).isEqualTo(state);
        }
    }

    private boolean isListed() {
        JsonNode apis = good(client.store(
                        "api/listing/ajax/list.jag", Map.of("action", "getAllPublishedAPIs", "tenant", "carbon.super")))
                .path("apis");
        return apis.findValuesAsText("name").contains("Stately");
    }

    private void subscribe(String state, boolean isTaken) {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "name", "Stately",
                "version", "1.0.0",
                "provider", "admin",
                "tier", "Unlimited",
                "applicationName", "Stately latecomer"));
        form.put("action", "addAPISubscription");
        JsonNode answer = Client.json(client.store("subscription/subscription-add/ajax/subscription-add.jag", form));
        assertThat(answer.path("error").asBoolean()).as(state + answer).isNotEqualTo(isTaken);
        if (isTaken) {
            form.put("action", "removeSubscription");
            good(client.store("subscription/subscription-remove/ajax/subscription-remove.jag", form));
        } else {
            assertThat(answer.path("message").asText())
                    .isEqualTo("org.wso2.carbon.apimgt.api.APIManagementException: Error while adding subscription for"
                            + " user: admin. Reason: Subscriptions not allowed on APIs in the state: " + state);
        }
    }

    @Test
    void theCheckListIsDone() {
        client.add(new ApiForm("Lined", "/lined", backend.address()).secured())
                .publish("Lined")
                .subscribe("Stately subscriber", "Lined", "Unlimited");
        newVersion("2.0.0");
        newVersion("3.0.0");
        assertThat(call("1.0.0")).isEqualTo(200);

        publish("2.0.0", Map.of("deprecateOldVersions", "true"));
        assertThat(call("2.0.0")).as("the subscription was carried over").isEqualTo(200);
        assertThat(call("1.0.0")).as("deprecated is not gone").isEqualTo(200);
        assertThat(client.status("Lined")).isEqualTo("DEPRECATED");

        publish("3.0.0", Map.of("requireResubscription", "true"));
        assertThat(call("3.0.0")).isEqualTo(403);
        assertThat(call("2.0.0")).isEqualTo(200);
    }

    /** Without {@code publishToGateway} the state is one thing, and what gateways have another, until the next step. */
    @Test
    void aStepThatGatewaysDoNotFollowIsMadeUpForByTheNext() {
        client.add(new ApiForm("Unseen", "/unseen", backend.address()).open()).publish("Unseen");
        String address = gateway + "/unseen/1.0.0/x";
        good(client.publisher("life-cycles/ajax/life-cycles.jag", step("Unseen", "1.0.0", "CREATED")));
        assertThat(client.status("Unseen")).isEqualTo("CREATED");
        assertThat(client.call(address).statusCode()).isEqualTo(200);

        good(client.setStatus("Unseen", "RETIRED"));
        assertThat(client.call(address).statusCode()).isEqualTo(404);

        good(client.setStatus("Unseen", "PUBLISHED"));
        good(client.publisher("life-cycles/ajax/life-cycles.jag", step("Unseen", "1.0.0", "CREATED")));
        good(client.publisher(
                "item-add/ajax/remove.jag",
                Map.of("action", "removeAPI", "name", "Unseen", "version", "1.0.0", "provider", "admin")));
        assertThat(client.call(address).statusCode())
                .as("of an API that is no more")
                .isEqualTo(404);
    }

    private void newVersion(String version) {
        good(client.publisher(
                "overview/ajax/overview.jag",
                Map.of(
                        "action", "createNewAPI",
                        "provider", "admin",
                        "apiName", "Lined",
                        "version", "1.0.0",
                        "newVersion", version,
                        "isDefaultVersion", "")));
    }

    private void publish(String version, Map<String, String> checkList) {
        Map<String, String> step = step("Lined", version, "PUBLISHED");
        step.put("publishToGateway", "true");
        step.putAll(checkList);
        good(client.publisher("life-cycles/ajax/life-cycles.jag", step));
    }

    private static Map<String, String> step(String name, String version, String status) {
        Map<String, String> step = new LinkedHashMap<>();
        step.put("action", "updateStatus");
        step.put("name", name);
        step.put("version", version);
        step.put("provider", "admin");
        step.put("status", status);
        return step;
    }

    private int call(String version) {
        return client.call(gateway + "/lined/" + version + "/x", key.accessToken())
                .statusCode();
    }
}
