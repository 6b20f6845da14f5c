package org.gatehouse.web.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorePagesTest {
    private static final String SUBSCRIPTIONS = "/store/site/pages/subscriptions.jag";
    private static final String SIGN_IN = "/store/site/pages/login.jag";
    private static final String APPLICATIONS = "/store/site/pages/applications.jag";
    private static final String ONE = "/store/site/pages/application.jag?id=";

    private final StoreDoor door = new StoreDoor();

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void anyoneSeesWhatIsPublic() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        assertThat(door.http.get("/store/apis/list").body())
                .contains("PhoneVerification", "Verifies phone numbers; &lt;b&gt;really&lt;/b&gt;", "Sign in");
        assertThat(door.http
                        .get("/store/apis/list?tag=phone&tenant=carbon.super")
                        .body())
                .contains("PhoneVerification");
        assertThat(door.http.get("/store/apis/list?tag=other").body()).doesNotContain("PhoneVerification");
        assertThat(door.http.get("/store/apis/list?query=VERIFIES").body()).contains("PhoneVerification", "1 found");
        assertThat(door.http.get("/store/apis/list?query=nothing").body()).contains("Nothing fits");
        assertThat(door.http.get("/store/").statusCode()).isEqualTo(302);
    }

    @Test
    void prefixesSayWhereToLookAndWhatCannotBeReadIsTold() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        assertThat(list("name:phone+tag:check")).contains("PhoneVerification", "1 found", "What can be typed here");
        assertThat(list("name:admin")).contains("Nothing fits").doesNotContain("PhoneVerification");
        assertThat(list("status:created")).contains("Nothing fits");
        assertThat(list("owner:%3Cb%3E"))
                .contains("That can’t be looked for", "search: owner: (expected: one of", "value=\"owner:&lt;b&gt;\"")
                .doesNotContain("PhoneVerification", "<b>");
        assertThat(list("x".repeat(5_000))).contains("5000 characters (expected: at most 200)");
    }

    @Test
    void whatIsOnlyAdvertisedLeadsToItsOwnStore() {
        door.apis.add(
                Fixtures.phoneVerification().withOriginal(new Original("https://far.example.com/store", "ann")),
                Fixtures.creation());
        assertThat(door.http.get("/store/apis/list").body())
                .contains("Only advertised here", "Subscribe in its own store")
                .contains("href=\"https://far.example.com/store/apis/info?name=PhoneVerification&amp;version=1.0.0"
                        + "&amp;provider=ann\"")
                .doesNotContain("/phone/1.0.0", "Gold, Unlimited");
    }

    @Test
    void otherStoresLeadToAnApiByItsName() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        HttpResponse<String> led =
                door.http.get("/store/apis/info?name=PhoneVerification&version=1.0.0&provider=bob%40a.com");
        assertThat(led.statusCode()).isEqualTo(302);
        assertThat(led.headers().firstValue("Location").orElse(""))
                .endsWith("/store/apis/list?query=name%3A%22PhoneVerification%22&tenant=a.com");
        assertThat(list("name:%22PhoneVerification%22")).contains("1 found");
        assertThat(door.http.get("/store/apis/info?name=PhoneVerification").statusCode())
                .isEqualTo(400);
    }

    private String list(String query) {
        return door.http.get("/store/apis/list?query=" + query).body();
    }

    @Test
    void whatNeedsSigningInIsOfferedToThoseOnlyWhoHave() {
        assertThat(door.http.get("/store/apis/list").body()).doesNotContain("My applications");
        door.http.submit(SIGN_IN, SIGN_IN, "username", "admin", "password", "admin");
        assertThat(door.http.get("/store/apis/list").body()).contains("My applications");
    }

    @Test
    void aLongCatalogueComesInParts() {
        for (int i = 10; i < 40; i++) {
            door.apis.add(Fixtures.api(new ApiId(Fixtures.ADMIN, "Api" + i, "1"), "/api" + i), Fixtures.creation());
        }
        assertThat(door.http.get("/store/apis/list").body())
                .contains("Api10", "Api34", "30 found", "1 to 25 of 30", "page=2\"", "phone <span class=\"gh-3rd\">30<")
                .doesNotContain("Api35");
        assertThat(door.http.get("/store/apis/list?tag=phone&query=api&page=2").body())
                .contains("Api35", "Api39", "26 to 30 of 30", "tag=phone&amp;query=api&amp;page=1\"")
                .doesNotContain("Api34");
    }

    @Test
    void lookingAroundStartsNoSession() {
        assertThat(door.http.get("/store/apis/list").headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    }

    @Test
    void applicationsAreKeptByThoseSignedIn() {
        assertThat(door.http.get(APPLICATIONS).statusCode()).isEqualTo(302);
        door.http.submit(SIGN_IN, SIGN_IN, "username", "admin", "password", "admin");
        assertThat(door.http.get(APPLICATIONS).body()).contains("DefaultApplication", "1 application<");
        assertThat(door.http
                        .submit(APPLICATIONS, APPLICATIONS, "application", "Mine", "tier", "Gold", "description", "x")
                        .statusCode())
                .isEqualTo(302);
        assertThat(door.http.get(APPLICATIONS).body()).contains("Application Mine is ready.", "2 applications<");
        assertThat(door.http
                        .submit(APPLICATIONS, APPLICATIONS, "application", "Mine", "tier", "Gold")
                        .body())
                .contains("a name that is not used yet", "aria-invalid=\"true\"");
        assertThat(door.http
                        .submit(APPLICATIONS, APPLICATIONS, "application", " ")
                        .body())
                .contains("An application needs a name.");
    }

    @Test
    void subscriptionsAreShownWithWhyTheyMayNotBeUsedAndEndedOneByOne() {
        assertThat(door.http.get(SUBSCRIPTIONS).statusCode()).isEqualTo(302);
        door.http.submit(SIGN_IN, SIGN_IN, "username", "admin", "password", "admin");
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        assertThat(door.http.get(SUBSCRIPTIONS).body()).contains("DefaultApplication has no subscription yet");
        long mine = door.applications.add(Fixtures.application("Mine")).id();
        Subscription silver = subscribe(mine, "Silver", SubscriptionStatus.REJECTED, "No contract");
        Subscription bronze = subscribe(mine, "Bronze", SubscriptionStatus.ON_HOLD, "");
        Subscription gold = subscribe(mine, "Gold", SubscriptionStatus.BLOCKED, "Too many <b>calls</b>");
        String page = SUBSCRIPTIONS + "?id=" + mine;

        assertThat(door.http.get(page).body())
                .contains("3 subscriptions<", "PhoneVerification", "Blocked", "Too many &lt;b&gt;calls&lt;/b&gt;")
                .contains("Rejected", "No contract")
                .contains("Withdraw the subscription to PhoneVerification 1.0.0 at Bronze", "Waiting for approval")
                .doesNotContain(">somebody<", "Unsubscribe from");
        door.http.submit(page, page, "subscription", String.valueOf(gold.id()));
        assertThat(door.http.get(page).body())
                .contains("Mine is blocked from this API, and stays subscribed", "3 subscriptions<");
        assertThat(door.http
                        .submit(page, page, "subscription", String.valueOf(silver.id()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(door.http.get(page).body()).contains("Mine is not subscribed any more.", "2 subscriptions<");
        assertThat(door.subscriptions.of(mine)).containsExactly(bronze, gold);
        assertThat(door.http.submit(page, page, "subscription", "x").statusCode())
                .isEqualTo(400);
        assertThat(door.http.get(SUBSCRIPTIONS + "?id=" + (mine + 99)).statusCode())
                .isEqualTo(404);
    }

    private Subscription subscribe(long application, String tier, SubscriptionStatus status, String reason) {
        Decision why = new Decision(new UserName(Fixtures.TENANT, "somebody"), Instant.EPOCH, reason);
        return door.subscriptions.add(
                new Subscription(0, Fixtures.PHONE_ID, application, tier, status, reason.isEmpty() ? null : why));
    }

    @Test
    void ofTwoTabsTheLaterOneIsToldAndKeepsWhatWasTyped() {
        door.http.submit(SIGN_IN, SIGN_IN, "username", "admin", "password", "admin");
        door.http.submit(APPLICATIONS, APPLICATIONS, "application", "Mine", "tier", "Gold", "description", "old");
        String page = edited("Mine");
        assertThat(door.http.get(page).body())
                .contains("value=\"Mine\"", "<option selected>Gold", "value=\"old\"", "name=\"revision\" value=\"1\"")
                .doesNotContain("role=\"alert\"");
        assertThat(save(page, "1", "first", "http://h/back").statusCode()).isEqualTo(302);
        assertThat(door.http.get(APPLICATIONS).body()).contains("Application Mine is saved.", "first");

        HttpResponse<String> told = save(page, "1", "second <b>", "http://h/other");

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body())
                .contains(
                        "It has been changed meanwhile",
                        "What is stored differs from what was sent in call-back URL, description.",
                        "value=\"second &lt;b&gt;\"",
                        "value=\"http://h/other\"",
                        "name=\"revision\" value=\"2\"");
        assertThat(door.http.get(page).body()).contains("value=\"first\"", "value=\"http://h/back\"");
        assertThat(save(page, "2", "second", "").statusCode()).isEqualTo(302);
        assertThat(door.http.get(page).body()).contains("value=\"second\"", "name=\"revision\" value=\"3\"");
    }

    @Test
    void whatIsWrongWithAnApplicationIsSaidAtTheField() {
        door.http.submit(SIGN_IN, SIGN_IN, "username", "admin", "password", "admin");
        door.http.submit(APPLICATIONS, APPLICATIONS, "application", "Mine", "tier", "Gold");
        String page = edited("Mine");
        assertThat(door.http.submit(page, page, "application", "").body())
                .contains("An application needs a name.", "Nothing was saved");
        assertThat(door.http
                        .submit(page, page, "application", "DefaultApplication", "tier", "Gold")
                        .body())
                .contains("application: DefaultApplication ", "aria-invalid=\"true\"");
        assertThat(door.http.get(ONE + "99").statusCode()).isEqualTo(404);
        assertThat(door.http.get(ONE).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> save(String page, String revision, String description, String callback) {
        return door.http.submit(
                page,
                page,
                "application",
                "Mine",
                "tier",
                "Gold",
                "revision",
                revision,
                "description",
                description,
                "callbackUrl",
                callback);
    }

    /** Where the application of that name is edited, as the list says. */
    private String edited(String name) {
        Matcher link = Pattern.compile("href=\"([^\"]+application\\.jag\\?id=\\d+)\">" + name + "<")
                .matcher(door.http.get(APPLICATIONS).body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}
