package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriberPagesTest {
    private static final String LIST =
            "/publisher/apis/subscribers?name=PhoneVerification&version=1.0.0&provider=admin";
    private static final String BLOCK = LIST.replace("subscribers?", "subscribers/block?");
    private static final ApiId OTHER = new ApiId(Fixtures.ADMIN, "Other", "1.0.0");
    private static final String HOSTILE = "\"><script>alert('x')</script>{{ token }}";
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");

    private final PublisherDoor door = new PublisherDoor();

    @BeforeEach
    void anApi() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        door.login("admin");
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void anApiThatNobodyHasSubscribedToSaysSo() {
        assertThat(get(LIST)).contains("Nobody has subscribed yet", "aria-current=\"page\">Subscribers</a>");
    }

    @Test
    void whoIsSubscribedIsFoundByNameAndState() {
        subscribe("Shop", SubscriptionStatus.UNBLOCKED);
        subscribe(HOSTILE, SubscriptionStatus.BLOCKED);
        subscribe("Desk", SubscriptionStatus.ON_HOLD);

        assertThat(get(LIST))
                .contains(
                        "3 subscriptions", ">Shop<", "Gold", "</i>Active<", "</i>Waits for approval<", "&lt;script&gt;")
                .doesNotContain("<script>alert(");
        assertThat(get(LIST + "&query=sHo"))
                .contains("1 subscription<", ">Shop<")
                .doesNotContain(">Desk<");
        assertThat(get(LIST + "&status=ON_HOLD")).contains(">Desk<").doesNotContain(">Shop<", "/block?");
        assertThat(get(LIST + "&query=nothing")).contains("No subscription fits");
    }

    @Test
    void aLongListComesInParts() {
        for (int i = 1; i <= 26; i++) {
            subscribe("App" + i, SubscriptionStatus.UNBLOCKED);
        }
        assertThat(get(LIST)).contains(">App26<", ">App2<", "&amp;page=2\"").doesNotContain(">App1<");
        assertThat(get(LIST + "&page=2")).contains(">App1<").doesNotContain(">App2<");
    }

    @Test
    void oneIsBlockedForAReasonAndLetCallAgainWhereOneStood() {
        long shop = subscribe("Shop", SubscriptionStatus.UNBLOCKED);

        assertThat(get(BLOCK + "&subscription=" + shop + "&query=s%26h&status=UNBLOCKED&page=2"))
                .contains("Block Shop at Gold", "value=\"BLOCKED\" checked", "maxlength=\"500\"")
                .contains("<input type=\"hidden\" name=\"page\" value=\"2\">");
        HttpResponse<String> blocked = block(
                shop,
                "PROD_ONLY_BLOCKED",
                "reason",
                " Too\nmany calls ",
                "query",
                "s&h",
                "status",
                "BLOCKED",
                "page",
                "2");
        assertThat(blocked.statusCode()).isEqualTo(302);
        assertThat(blocked.headers().firstValue("Location").orElse(""))
                .endsWith("/publisher/apis/subscribers?name=PhoneVerification&version=1.0.0&provider=admin"
                        + "&query=s%26h&status=BLOCKED&page=2");
        assertThat(status(shop)).isEqualTo(SubscriptionStatus.PROD_ONLY_BLOCKED);
        assertThat(get(LIST))
                .contains("Shop may call at Gold with its sandbox keys only", "Production blocked")
                .contains("Too many calls", "By admin");
        assertThat(get(BLOCK + "&subscription=" + shop))
                .contains("value=\"PROD_ONLY_BLOCKED\" checked", "value=\"Too many calls\"");

        block(shop, "BLOCKED", "reason", HOSTILE);
        assertThat(status(shop)).isEqualTo(SubscriptionStatus.BLOCKED);
        assertThat(get(LIST)).contains("&lt;script&gt;").doesNotContain("<script>alert(", "Too many calls");
        letCall(shop);
        assertThat(status(shop)).isEqualTo(SubscriptionStatus.UNBLOCKED);
        assertThat(get(LIST))
                .contains("Shop may call at Gold, from the next call on.")
                .doesNotContain("By admin");
    }

    @Test
    void eachRowIsOneTierAndWhatIsLeftIsTold() {
        long gold = subscribe("Shop", SubscriptionStatus.UNBLOCKED);
        long application = door.subscriptions.to(PHONE_ID).get(0).applicationId();
        long silver = door.subscriptions
                .add(new Subscription(0, PHONE_ID, application, "Silver", SubscriptionStatus.UNBLOCKED))
                .id();

        block(gold, "BLOCKED");

        assertThat(get(LIST)).contains("Shop is blocked at Gold, from the next call on. It still may call at Silver.");
        assertThat(status(silver)).isEqualTo(SubscriptionStatus.UNBLOCKED);
        block(silver, "BLOCKED");
        assertThat(get(LIST))
                .contains("Shop is blocked at Silver, from the next call on.")
                .doesNotContain("It still");
    }

    @Test
    void whatIsNotThereOrWaitsIsToldAndStays() {
        long desk = subscribe("Desk", SubscriptionStatus.ON_HOLD);
        letCall(desk);
        assertThat(get(LIST)).contains("Nothing has changed. newStatus: UNBLOCKED of a subscription that is ON_HOLD");
        assertThat(block(desk, "BLOCKED").body()).contains("newStatus: BLOCKED of a subscription that is ON_HOLD");
        assertThat(status(desk)).isEqualTo(SubscriptionStatus.ON_HOLD);
        letCall(desk + 99);
        assertThat(get(LIST)).contains("Nothing has changed. Subscription " + (desk + 99) + " to PhoneVerification");
        assertThat(block(desk + 99, "BLOCKED").statusCode()).isEqualTo(404);
        for (String status : List.of("REJECTED", "UNBLOCKED", "ON_HOLD", "FREE")) {
            assertThat(block(desk, status).statusCode()).as(status).isEqualTo(400);
        }
        assertThat(status(desk)).isEqualTo(SubscriptionStatus.ON_HOLD);

        assertThat(send(LIST, token(), "subscription", "-1").statusCode()).isEqualTo(302);
        assertThat(get(LIST)).contains("subscription is no number");
        assertThat(door.http.get(LIST.replace("1.0.0", "9")).statusCode()).isEqualTo(404);
    }

    @Test
    void aSubscriptionToAnotherApiIsNotThereForThisOne() {
        door.apis.add(Fixtures.api(OTHER, "/other"), Fixtures.creation());
        long application = door.applications.add(Fixtures.application("Shop")).id();
        long number = door.subscriptions
                .add(new Subscription(0, OTHER, application, "Gold", SubscriptionStatus.UNBLOCKED))
                .id();

        assertThat(door.http.get(BLOCK + "&subscription=" + number).statusCode())
                .isEqualTo(404);
        assertThat(block(number, "BLOCKED").statusCode()).isEqualTo(404);
        assertThat(status(number)).isEqualTo(SubscriptionStatus.UNBLOCKED);
    }

    @Test
    void aReasonThatIsNoneIsToldAtItsFieldAndWhatWasTypedStays() {
        long shop = subscribe("Shop", SubscriptionStatus.UNBLOCKED);

        assertThat(block(shop, "PROD_ONLY_BLOCKED", "reason", "x".repeat(501)).body())
                .contains("Nothing has changed", "reason: 501 characters (expected: at most 500)", "xxx")
                .contains("value=\"PROD_ONLY_BLOCKED\" checked");
        assertThat(block(shop, "BLOCKED", "reason", "a\u0007b").body())
                .contains("reason: control characters (expected: plain text)");
        assertThat(status(shop)).isEqualTo(SubscriptionStatus.UNBLOCKED);
    }

    @Test
    void aScriptBlocksWhatAnApplicationMayUseAndMaySayWhy() {
        long gold = subscribe("Shop", SubscriptionStatus.UNBLOCKED);
        long application = door.subscriptions.to(PHONE_ID).get(0).applicationId();
        long waiting = door.subscriptions
                .add(new Subscription(0, PHONE_ID, application, "Silver", SubscriptionStatus.ON_HOLD))
                .id();
        assertThat(script(application, "BLOCKED", "Too many calls")).isEqualTo("{\"error\" : false}");
        assertThat(door.subscriptions.find(gold).orElseThrow().subscription().decision())
                .extracting(Decision::by, Decision::reason)
                .containsExactly(Fixtures.ADMIN, "Too many calls");

        assertThat(script(application, "UNBLOCKED", "")).isEqualTo("{\"error\" : false}");
        assertThat(status(gold)).isEqualTo(SubscriptionStatus.UNBLOCKED);
        assertThat(status(waiting)).isEqualTo(SubscriptionStatus.ON_HOLD);
    }

    private String script(long application, String status, String reason) {
        return door.http
                .post(
                        "/publisher/site/blocks/users-keys/ajax/subscriptions.jag",
                        "action",
                        "updateSubscription",
                        "provider",
                        "admin",
                        "apiName",
                        "PhoneVerification",
                        "version",
                        "1.0.0",
                        "appId",
                        String.valueOf(application),
                        "newStatus",
                        status,
                        "reason",
                        reason)
                .body()
                .strip();
    }

    @Test
    void whoOnlyCreatesLooksAndFormsOfOthersDoNothing() {
        long shop = subscribe("Shop", SubscriptionStatus.BLOCKED);
        String token = token();
        String[] free = {"subscription", String.valueOf(shop)};
        String[] block = {"subscription", String.valueOf(shop), "new-status", "PROD_ONLY_BLOCKED"};
        assertThat(send(LIST, "", free).statusCode()).isEqualTo(403);
        assertThat(send(BLOCK, "", block).statusCode()).isEqualTo(403);
        door.http.get(PublisherDoor.LOGIN + "?action=logout");
        assertThat(send(LIST, token, free).statusCode()).isEqualTo(403);
        door.login("creator");
        assertThat(get(LIST)).contains(">Shop<").doesNotContain("/block?", "Let call");
        assertThat(door.http.get(BLOCK + "&subscription=" + shop).statusCode()).isEqualTo(403);
        assertThat(send(LIST, token(), free).statusCode()).isEqualTo(403);
        assertThat(send(BLOCK, token(), block).statusCode()).isEqualTo(403);
        assertThat(status(shop)).isEqualTo(SubscriptionStatus.BLOCKED);
    }

    private long subscribe(String name, SubscriptionStatus status) {
        long application = door.applications.add(Fixtures.application(name)).id();
        return door.subscriptions
                .add(new Subscription(0, PHONE_ID, application, "Gold", status))
                .id();
    }

    private SubscriptionStatus status(long subscription) {
        return door.subscriptions
                .find(subscription)
                .orElseThrow()
                .subscription()
                .status();
    }

    private String get(String path) {
        return door.http.get(path).body();
    }

    private String token() {
        Matcher matcher = TOKEN.matcher(get("/publisher/apis/new"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> block(long subscription, String status, String... more) {
        List<String> fields =
                new ArrayList<>(List.of("subscription", String.valueOf(subscription), "new-status", status));
        fields.addAll(List.of(more));
        return send(BLOCK, token(), fields.toArray(String[]::new));
    }

    private void letCall(long subscription) {
        assertThat(send(LIST, token(), "subscription", String.valueOf(subscription))
                        .statusCode())
                .isEqualTo(302);
    }

    private HttpResponse<String> send(String address, String token, String... fields) {
        List<String> all = new ArrayList<>(List.of("csrf_token", token));
        all.addAll(List.of(fields));
        return door.http.post(address, all.toArray(String[]::new));
    }
}
