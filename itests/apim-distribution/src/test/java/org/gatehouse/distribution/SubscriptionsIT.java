package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a publisher decides about a subscription is true of the next call, and its owner reads why. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SubscriptionsIT {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");
    private static final Map<String, String> LOGIN =
            Map.of("action", "login", "username", "admin", "password", "admin");

    private final Server server;
    private final Client client;
    private final Http publisher = new Http();
    private final Http store = new Http();
    private final Backend backend = new Backend("behind");

    SubscriptionsIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void publish() {
        client.signIn()
                .addApi("Decided", "/decided", backend.address(), "Unlimited,Gold")
                .publish("Decided")
                .addApplication("Decided blocked")
                .addApplication("Decided waiting")
                .addApplication("Decided rejected")
                .addApplication("Decided revoked");
        publisher.postForm(address("/publisher/site/blocks/user/login/ajax/login.jag"), LOGIN);
        store.postForm(address("/store/site/blocks/user/login/ajax/login.jag"), LOGIN);
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void aBlockIsRefusedAtOnceAndItsReasonReadByTheOwner() {
        client.subscribe("Decided blocked", "Decided", "Unlimited");
        Client.Key key = client.generateKey("Decided blocked");
        assertThat(call(key).statusCode()).isEqualTo(200);
        JsonNode row = subscription("Decided blocked");
        assertThat(row.path("status").asText()).isEqualTo("UNBLOCKED");
        assertThat(row.has("statusReason")).isFalse();

        String number = numberIn("/apis/subscribers?name=Decided&version=1.0.0&provider=admin&query=Decided+blocked");
        HttpResponse<String> blocked = submit(
                publisher,
                "/publisher/apis/subscribers/block?name=Decided&version=1.0.0&provider=admin&subscription=" + number,
                "/publisher/apis/subscribers/block?name=Decided&version=1.0.0&provider=admin",
                Map.of("subscription", number, "new-status", "BLOCKED", "reason", "Too many calls at night"));
        assertThat(blocked.statusCode()).as(blocked.body()).isLessThan(400);

        HttpResponse<String> refused = call(key);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("<ams:code>900907</ams:code>");
        assertThat(subscription("Decided blocked").path("status").asText()).isEqualTo("BLOCKED");
        assertThat(subscription("Decided blocked").path("statusReason").asText())
                .isEqualTo("Too many calls at night");
        assertThat(storePage("Decided blocked")).contains("Blocked", "Too many calls at night");

        Client.good(client.publisher(
                "users-keys/ajax/subscriptions.jag",
                Map.of(
                        "action",
                        "updateSubscription",
                        "provider",
                        "admin",
                        "apiName",
                        "Decided",
                        "version",
                        "1.0.0",
                        "appId",
                        application("Decided blocked"),
                        "newStatus",
                        "UNBLOCKED")));
        assertThat(call(key).statusCode()).isEqualTo(200);
        assertThat(storePage("Decided blocked")).contains("Active").doesNotContain("Too many calls at night");
    }

    @Test
    void whatWaitsIsServedFromItsApprovalOnAndWhatIsRejectedIsNot() throws IOException {
        assertThat(server.says(putting("<SubscriptionCreation/>")))
                .contains("SubscriptionCreation without an executor");
        workflow("<SubscriptionCreation executor='org.wso2.carbon.apimgt.impl.workflow"
                + ".SubscriptionCreationApprovalWorkflowExecutor'/>");
        try {
            client.subscribe("Decided waiting", "Decided", "Unlimited");
            client.subscribe("Decided rejected", "Decided", "Unlimited");
        } finally {
            workflow("<SubscriptionCreation executor='org.wso2.carbon.apimgt.impl.workflow"
                    + ".SubscriptionCreationSimpleWorkflowExecutor'/>");
        }
        Client.Key waiting = client.generateKey("Decided waiting");
        Client.Key rejected = client.generateKey("Decided rejected");
        for (Client.Key key : new Client.Key[] {waiting, rejected}) {
            assertThat(call(key).statusCode()).isEqualTo(401);
            assertThat(call(key).body()).contains("<ams:code>900909</ams:code>");
        }
        assertThat(subscription("Decided waiting").path("status").asText()).isEqualTo("ON_HOLD");
        assertThat(storePage("Decided waiting")).contains("Waiting for approval", "Withdraw");

        String page = publisher.get(address("/publisher/approvals")).body();
        submit(
                publisher,
                "/publisher/approvals",
                "/publisher/approvals",
                Map.of("subscription", waitingNumber(page, "Decided waiting")));
        assertThat(call(waiting).statusCode()).isEqualTo(200);
        String refusedNumber = waitingNumber(page, "Decided rejected");
        submit(
                publisher,
                "/publisher/approvals/reject?subscription=" + refusedNumber,
                "/publisher/approvals/reject",
                Map.of("subscription", refusedNumber, "reason", "No contract yet"));

        assertThat(call(rejected).body()).contains("<ams:code>900909</ams:code>");
        assertThat(storePage("Decided rejected")).contains("Rejected", "No contract yet");
        assertThat(subscription("Decided rejected").path("statusReason").asText())
                .isEqualTo("No contract yet");
        String mine = "/store/site/pages/subscriptions.jag?id=" + application("Decided rejected");
        submit(store, mine, mine, Map.of("subscription", refusedNumber));
        assertThat(storePage("Decided rejected")).contains("has no subscription yet");
        client.subscribe("Decided rejected", "Decided", "Unlimited");
        assertThat(call(rejected).statusCode()).isEqualTo(200);
    }

    @Test
    void allTokensOfAnApplicationAreShownAndRevokedAtOnceAndNoneIsToldInFull() {
        client.subscribe("Decided revoked", "Decided", "Unlimited");
        Client.Key key = client.generateKey("Decided revoked");
        assertThat(call(key).statusCode()).isEqualTo(200);
        String number = application("Decided revoked");

        String page = publisher
                .get(address("/publisher/tokens?query=Decided+revoked"))
                .body();
        assertThat(page)
                .contains("1 token<", "Decided revoked", "/tokens/revoke?application=" + number)
                .doesNotContain(key.accessToken());
        assertThat(publisher
                        .get(address("/publisher/tokens/revoke?application=" + number))
                        .body())
                .contains("Revoke 1 token?");
        submit(
                publisher,
                "/publisher/tokens/revoke?application=" + number,
                "/publisher/tokens/revoke",
                Map.of("application", number));

        HttpResponse<String> refused = call(key);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("<ams:code>900901</ams:code>");
    }

    private void workflow(String step) throws IOException {
        server.shell(putting(step));
    }

    private String putting(String step) throws IOException {
        Path file = server.home().resolve("decided-workflow-extensions.xml");
        Files.writeString(file, "<WorkFlowExtensions>" + step + "</WorkFlowExtensions>");
        return "apim:registry-put gov:/apimgt/applicationdata/workflow-extensions.xml " + file;
    }

    private JsonNode subscription(String application) {
        return Client.good(client.store(
                        "subscription/subscription-list/ajax/subscription-list.jag",
                        Map.of("action", "getSubscriptionByApplication", "app", application)))
                .at("/apis/0");
    }

    private String application(String name) {
        return Client.good(client.store(
                        "application/application-list/ajax/application-list.jag",
                        Map.of("action", "getApplicationByName", "applicationName", name)))
                .at("/application/id")
                .asText();
    }

    private String storePage(String application) {
        return store.get(address("/store/site/pages/subscriptions.jag?id=" + application(application)))
                .body();
    }

    private String numberIn(String path) {
        return found(
                Pattern.compile("subscription=(\\d+)"),
                publisher.get(address("/publisher" + path)).body());
    }

    private static String waitingNumber(String page, String application) {
        return found(Pattern.compile("subscription=(\\d+)\" aria-label=\"Reject " + application), page);
    }

    private static String found(Pattern what, String page) {
        Matcher matcher = what.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> submit(Http visitor, String page, String form, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("csrf_token", found(TOKEN, visitor.get(address(page)).body()));
        HttpResponse<String> answer = visitor.postForm(address(form), all);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
        return answer;
    }

    private HttpResponse<String> call(Client.Key key) {
        return client.call("http://localhost:" + server.gateway() + "/decided/1.0.0/phone/1", key.accessToken());
    }

    private String address(String path) {
        return "https://localhost:" + server.https() + path;
    }
}
