package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApprovalPagesTest {
    private static final String LIST = "/publisher/approvals";
    private static final String REJECT = "/publisher/approvals/reject";
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
    void whatWaitsIsListedInPartsAndNothingElse() {
        assertThat(get(LIST)).contains("Nothing waits", "workflow-extensions.xml");
        subscribe("Active", SubscriptionStatus.UNBLOCKED);
        subscribe(HOSTILE, SubscriptionStatus.ON_HOLD);
        for (int i = 2; i <= 26; i++) {
            subscribe("App" + i, SubscriptionStatus.ON_HOLD);
        }
        assertThat(get(LIST))
                .contains(
                        "26 subscriptions wait", "&lt;script&gt;", ">App25<", "PhoneVerification", "Gold", "?page=2\"")
                .doesNotContain(">App26<", ">Active<", "<script>alert(");
        assertThat(get(LIST + "?page=2")).contains(">App26<").doesNotContain(">App25<");
    }

    @Test
    void oneIsApprovedOnce() {
        long number = subscribe("Shop", SubscriptionStatus.ON_HOLD);
        String token = token();

        assertThat(approve(token, number).statusCode()).isEqualTo(302);
        assertThat(get(LIST))
                .contains("Shop may call PhoneVerification 1.0.0, from the next call on.", "Nothing waits");
        assertThat(find(number).status()).isEqualTo(SubscriptionStatus.UNBLOCKED);

        approve(token, number);
        assertThat(get(LIST)).contains("Nothing has changed. Subscription " + number + " is UNBLOCKED");
        assertThat(reject(token, number, "Late").statusCode()).isEqualTo(302);
        assertThat(get(LIST)).contains("Nothing has changed. Subscription " + number + " is UNBLOCKED");
        assertThat(find(number).status()).isEqualTo(SubscriptionStatus.UNBLOCKED);
    }

    @Test
    void oneIsRejectedForAReasonAndNotApprovedAfterwards() {
        long number = subscribe("Shop", SubscriptionStatus.ON_HOLD);
        String token = token();
        assertThat(get(REJECT + "?subscription=" + number)).contains("Reject Shop for PhoneVerification 1.0.0");

        assertThat(reject(token, number, " ").body()).contains("Say why.", "Nothing has changed");
        assertThat(reject(token, number, "x".repeat(501)).body()).contains("reason: 501 characters");
        assertThat(find(number).status()).isEqualTo(SubscriptionStatus.ON_HOLD);
        assertThat(reject(token, number, "No contract").statusCode()).isEqualTo(302);

        assertThat(get(LIST)).contains("Shop may not call PhoneVerification 1.0.0. Its owner reads why.");
        assertThat(find(number).status()).isEqualTo(SubscriptionStatus.REJECTED);
        assertThat(find(number).decision())
                .extracting(Decision::by, Decision::reason)
                .containsExactly(Fixtures.ADMIN, "No contract");
        approve(token, number);
        assertThat(get(LIST)).contains("Subscription " + number + " is REJECTED (expected: one that waits)");
        assertThat(find(number).status()).isEqualTo(SubscriptionStatus.REJECTED);
    }

    @Test
    void whoOnlyCreatesLooksAndFormsOfOthersDoNothing() {
        long number = subscribe("Shop", SubscriptionStatus.ON_HOLD);
        assertThat(approve("", number).statusCode()).isEqualTo(403);
        assertThat(approve(token(), number + 99).statusCode()).isEqualTo(302);
        assertThat(get(LIST)).contains("Nothing has changed. Subscription " + (number + 99));
        assertThat(door.http.get(REJECT + "?subscription=" + (number + 99)).statusCode())
                .isEqualTo(404);
        assertThat(door.http.get(REJECT).statusCode()).isEqualTo(400);
        door.http.get(PublisherDoor.LOGIN + "?action=logout");
        door.login("creator");
        assertThat(get(LIST)).contains(">Shop<").doesNotContain("Approve", "Reject");
        assertThat(approve(token(), number).statusCode()).isEqualTo(403);
        assertThat(reject(token(), number, "No").statusCode()).isEqualTo(403);
        assertThat(door.http.get(REJECT + "?subscription=" + number).statusCode())
                .isEqualTo(403);
        assertThat(find(number).status()).isEqualTo(SubscriptionStatus.ON_HOLD);
    }

    private long subscribe(String name, SubscriptionStatus status) {
        long application = door.applications.add(Fixtures.application(name)).id();
        return door.subscriptions
                .add(new Subscription(0, PHONE_ID, application, "Gold", status))
                .id();
    }

    private Subscription find(long number) {
        return door.subscriptions.find(number).orElseThrow().subscription();
    }

    private String get(String path) {
        return door.http.get(path).body();
    }

    private String token() {
        Matcher matcher = TOKEN.matcher(get("/publisher/apis/new"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> approve(String token, long number) {
        return send(LIST, token, "subscription", String.valueOf(number));
    }

    private HttpResponse<String> reject(String token, long number, String reason) {
        return send(REJECT, token, "subscription", String.valueOf(number), "reason", reason);
    }

    private HttpResponse<String> send(String address, String token, String... fields) {
        List<String> all = new ArrayList<>(List.of("csrf_token", token));
        all.addAll(List.of(fields));
        return door.http.post(address, all.toArray(String[]::new));
    }
}
