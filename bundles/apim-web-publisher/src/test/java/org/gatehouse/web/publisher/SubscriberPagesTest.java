package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriberPagesTest {
    private static final String LIST =
            "/publisher/apis/subscribers?name=PhoneVerification&version=1.0.0&provider=admin";
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
                .contains("3 subscriptions", ">Shop<", "Gold", "Active", "Waits for approval", "&lt;script&gt;")
                .doesNotContain("<script>alert(");
        assertThat(get(LIST + "&query=sHo"))
                .contains("1 subscription<", ">Shop<")
                .doesNotContain(">Desk<");
        assertThat(get(LIST + "&status=ON_HOLD")).contains(">Desk<").doesNotContain(">Shop<", "new-status");
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
    void oneIsBlockedAndLetCallAgainWhereOneStood() {
        long shop = subscribe("Shop", SubscriptionStatus.UNBLOCKED);

        HttpResponse<String> blocked =
                post(shop, "PROD_ONLY_BLOCKED", "query", "s&h", "status", "BLOCKED", "page", "2");
        assertThat(blocked.statusCode()).isEqualTo(302);
        assertThat(blocked.headers().firstValue("Location").orElse(""))
                .endsWith("/publisher/apis/subscribers?name=PhoneVerification&version=1.0.0&provider=admin"
                        + "&query=s%26h&status=BLOCKED&page=2");
        assertThat(status(shop)).isEqualTo(SubscriptionStatus.PROD_ONLY_BLOCKED);
        assertThat(get(LIST)).contains("Shop may call with its sandbox keys only", "Production blocked");

        post(shop, "BLOCKED", "who", "Shop");
        assertThat(status(shop)).isEqualTo(SubscriptionStatus.BLOCKED);
        post(shop, "UNBLOCKED", "who", "Shop");
        assertThat(status(shop)).isEqualTo(SubscriptionStatus.UNBLOCKED);
    }

    @Test
    void whatIsNotThereOrWaitsIsToldAndStays() {
        long desk = subscribe("Desk", SubscriptionStatus.ON_HOLD);
        post(desk, "UNBLOCKED");
        assertThat(get(LIST)).contains("Nothing has changed. newStatus: UNBLOCKED of a subscription that is ON_HOLD");
        assertThat(status(desk)).isEqualTo(SubscriptionStatus.ON_HOLD);
        post(desk + 99, "BLOCKED");
        assertThat(get(LIST)).contains("Nothing has changed. Application " + (desk + 99) + " is not subscribed");
        assertThat(post(desk, "REJECTED").statusCode()).isEqualTo(302);
        assertThat(status(desk)).isEqualTo(SubscriptionStatus.ON_HOLD);

        assertThat(post(desk, "FREE").statusCode()).isEqualTo(400);
        assertThat(send(token(), "-1", "BLOCKED").statusCode()).isEqualTo(302);
        assertThat(get(LIST)).contains("application: -1 (expected: its number)");
        assertThat(door.http.get(LIST.replace("1.0.0", "9")).statusCode()).isEqualTo(404);
    }

    @Test
    void whatWaitsAtAnotherTierIsNotLetThroughWithTheRest() {
        long shop = subscribe("Shop", SubscriptionStatus.BLOCKED);
        door.subscriptions.add(new Subscription(0, PHONE_ID, shop, "Silver", SubscriptionStatus.ON_HOLD));

        post(shop, "UNBLOCKED");

        assertThat(get(LIST)).contains("Nothing has changed. newStatus: UNBLOCKED of a subscription that is ON_HOLD");
        assertThat(door.subscriptions.between(PHONE_ID, shop))
                .extracting(Subscription::status)
                .containsExactly(SubscriptionStatus.BLOCKED, SubscriptionStatus.ON_HOLD);
    }

    @Test
    void whoOnlyCreatesLooksAndFormsOfOthersDoNothing() {
        long shop = subscribe("Shop", SubscriptionStatus.UNBLOCKED);
        String token = token();
        assertThat(send("", String.valueOf(shop), "BLOCKED").statusCode()).isEqualTo(403);
        door.http.get(PublisherDoor.LOGIN + "?action=logout");
        assertThat(send(token, String.valueOf(shop), "BLOCKED").statusCode()).isEqualTo(403);
        door.login("creator");
        assertThat(get(LIST)).contains(">Shop<").doesNotContain("new-status");
        assertThat(send(token(), String.valueOf(shop), "BLOCKED").statusCode()).isEqualTo(403);
        assertThat(status(shop)).isEqualTo(SubscriptionStatus.UNBLOCKED);
    }

    private long subscribe(String name, SubscriptionStatus status) {
        long application = door.applications.add(Fixtures.application(name)).id();
        door.subscriptions.add(new Subscription(0, PHONE_ID, application, "Gold", status));
        return application;
    }

    private SubscriptionStatus status(long application) {
        return door.subscriptions.between(PHONE_ID, application).get(0).status();
    }

    private String get(String path) {
        return door.http.get(path).body();
    }

    private String token() {
        Matcher matcher = TOKEN.matcher(get("/publisher/apis/new"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> post(long application, String status, String... more) {
        List<String> fields = new ArrayList<>(List.of(
                "csrf_token",
                token(),
                "application",
                String.valueOf(application),
                "new-status",
                status,
                "who",
                "Shop"));
        fields.addAll(List.of(more));
        return door.http.post(LIST, fields.toArray(String[]::new));
    }

    private HttpResponse<String> send(String token, String application, String status) {
        return door.http.post(
                LIST, "csrf_token", token, "application", application, "new-status", status, "who", "Shop");
    }
}
