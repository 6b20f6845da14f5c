package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkPagesTest {
    private static final String LIST = "/publisher/apis";
    private static final String PREVIEW = "/publisher/apis/bulk";
    private static final String MAKE = "/publisher/apis/bulk/make";
    private static final String ONE = "name=One&version=1&provider=admin";
    private static final String TWO = "name=Two&version=1&provider=admin";
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z0-9-]+)\" value=\"([^\"]*)\">");

    private final PublisherDoor door = new PublisherDoor();

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void aPreviewNamesEachWithWhoIsAffectedAndAConfirmationDoesJustThat() {
        add("One", ApiStatus.CREATED);
        add("Two", ApiStatus.PUBLISHED);
        add("Three", ApiStatus.CREATED);
        subscribe("Two");
        door.login("admin");

        String preview = send(LIST, PREVIEW, "do", "DEPRECATED", "api1", ONE, "api2", TWO, "query", "name:o")
                .body();

        assertThat(preview)
                .contains("Deprecate 2 APIs?", "One application is subscribed to them.", ">One</a>", ">Two</a>")
                .contains("No new subscriptions. The one application that is subscribed keeps calling.")
                .contains("value=\"name=One&amp;version=1&amp;provider=admin&amp;revision=1\"", "name%3Ao")
                .doesNotContain("Three");
        assertThat(status("One")).isEqualTo(ApiStatus.CREATED);

        String result = confirm(preview).body();

        assertThat(result)
                .contains("2 of 2 changed", "To be deprecated.", "name%3Ao")
                .doesNotContain("Go on");
        assertThat(status("One")).isEqualTo(ApiStatus.DEPRECATED);
        assertThat(status("Two")).isEqualTo(ApiStatus.DEPRECATED);
        assertThat(status("Three")).isEqualTo(ApiStatus.CREATED);
        assertThat(confirm(preview).body()).as("sent twice").contains("0 of 2 changed", "So already");
    }

    @Test
    void whatCannotBeDoneIsToldWithItsReasonAndNotSent() {
        add("One", ApiStatus.CREATED);
        add("Two", ApiStatus.PUBLISHED);
        subscribe("Two");
        door.login("creator");

        String preview = send(
                        LIST,
                        PREVIEW,
                        "do",
                        "remove",
                        "api1",
                        ONE,
                        "api2",
                        TWO,
                        "api3",
                        "name=%3Cb%3E&version=1&provider=admin",
                        "api4",
                        "name=One&version=1&provider=admin@beta.example")
                .body();

        assertThat(preview)
                .contains("Remove one API?", "btn-danger", "Not possible", "has subscriptions (expected: none")
                .contains("Not there", "&lt;b&gt;")
                .doesNotContain("<b>");
        assertThat(fields(preview)).contains(ONE.replace("&", "&amp;") + "&amp;revision=1");
        assertThat(fields(preview)).noneMatch(value -> value.startsWith("name=Two"));
        assertThat(confirm(preview).body()).contains("1 of 1 changed");
        assertThat(door.apis.find(id("One"))).isEmpty();
        assertThat(door.apis.find(id("Two"))).isPresent();
    }

    @Test
    void oneThatIsChangedSinceThePreviewIsSkippedAndTold() {
        add("One", ApiStatus.CREATED);
        add("Two", ApiStatus.CREATED);
        door.login("admin");
        String preview = send(LIST, PREVIEW, "do", "add-tag", "bulk-name", " late ", "api1", ONE, "api2", TWO)
                .body();
        assertThat(preview).contains("Add a tag to 2 APIs?", "Gets the tag late.");
        Api one = door.apis.find(id("One")).orElseThrow();
        door.apis.update(one.withTiers(List.of("Unlimited")));

        String result = confirm(preview).body();

        assertThat(result)
                .contains("1 of 2 changed", "it is CREATED at revision 2")
                .containsSubsequence("Changed meanwhile", "Done");
        assertThat(tags("One")).doesNotContain("late");
        assertThat(tags("Two")).contains("late");
        assertThat(send(LIST, MAKE, "do", "remove-tag", "bulk-name", "late", "api1", TWO + "&revision=2")
                        .body())
                .contains("1 of 1 changed");
        assertThat(tags("Two")).doesNotContain("late");
    }

    @Test
    void aTierIsOfferedOfAllThatArePicked() {
        add("One", ApiStatus.CREATED);
        add("Two", ApiStatus.CREATED);
        door.login("admin");
        Api one = door.apis.find(id("One")).orElseThrow();
        door.apis.update(one.withTiers(List.of("Unlimited")));
        String preview = send(LIST, PREVIEW, "do", "offer-tier", "bulk-name", "Gold", "api1", ONE, "api2", TWO)
                .body();
        assertThat(preview).contains("Offer a tier of one API?", "Can be subscribed at Gold.", "So already");

        assertThat(confirm(preview).body()).contains("1 of 1 changed", "To be offered at Gold.");

        assertThat(door.apis.find(id("One")).orElseThrow().tiers()).containsExactly("Unlimited", "Gold");
        assertThat(send(LIST, PREVIEW, "do", "stop-tier", "bulk-name", "<b>", "api1", ONE)
                        .body())
                .contains("So already")
                .doesNotContain("<b>");
    }

    @Test
    void allThatFitAreTakenUpToAHundred() {
        for (int i = 100; i < 205; i++) {
            add("Many" + i, ApiStatus.CREATED);
        }
        add("Other", ApiStatus.CREATED);
        door.login("admin");
        assertThat(door.http.get(LIST + "?query=name:many").body()).contains("All 105 that fit", "name=\"api25\"");

        String preview = send(LIST, PREVIEW, "do", "BLOCKED", "all", "on", "query", "name:many")
                .body();

        assertThat(preview)
                .contains("Block 100 APIs?", "These are the first 100 of 105", "Many100", "Many199")
                .doesNotContain("Many200", "Other");
        assertThat(confirm(preview).body()).contains("100 of 100 changed");
        assertThat(status("Many199")).isEqualTo(ApiStatus.BLOCKED);
        assertThat(status("Many200")).isEqualTo(ApiStatus.CREATED);
    }

    @Test
    void whoMayNotIsRefusedAndIsNotOfferedIt() {
        add("One", ApiStatus.CREATED);
        door.login("creator");
        assertThat(door.http.get(LIST).body())
                .contains("value=\"add-tag\"", "value=\"remove\"")
                .doesNotContain("<option value=\"PUBLISHED\">Publish<");
        for (String address : List.of(PREVIEW, MAKE)) {
            assertThat(send(LIST, address, "do", "PUBLISHED", "api1", ONE + "&revision=1")
                            .statusCode())
                    .isEqualTo(403);
        }
        door.login("publisher");
        assertThat(door.http.get(LIST).body())
                .contains("<option value=\"PUBLISHED\">Publish<")
                .doesNotContain("value=\"add-tag\"", "id=\"bulk-name\"");
        for (String address : List.of(PREVIEW, MAKE)) {
            assertThat(send(LIST, address, "do", "remove", "api1", ONE + "&revision=1")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(status("One")).isEqualTo(ApiStatus.CREATED);
    }

    @Test
    void whatNoPageSendsIsRefused() {
        add("One", ApiStatus.CREATED);
        door.login("admin");
        assertThat(door.http
                        .post(MAKE, "do", "remove", "api1", ONE + "&revision=1")
                        .statusCode())
                .as("without the form's token")
                .isEqualTo(403);
        for (String bad : List.of("", "x", "name=One", ONE + "&revision=x")) {
            HttpResponse<String> refused = send(LIST, MAKE, "do", "remove", "api1", bad);
            assertThat(refused.statusCode()).as(bad).isIn(200, 400);
            assertThat(refused.body()).as(bad).doesNotContain("1 of 1 changed");
        }
        assertThat(send(LIST, MAKE, "do", "<script>", "api1", ONE + "&revision=1")
                        .statusCode())
                .isEqualTo(400);
        assertThat(location(send(LIST, PREVIEW, "do", "remove", "sort", "state")))
                .endsWith("/apis?sort=state&query=&status=&tag=&provider=");
        assertThat(door.http.get(LIST).body()).contains("Select some APIs first.");
        send(LIST, PREVIEW, "do", "add-tag", "bulk-name", "a,b", "api1", ONE);
        assertThat(door.http.get(LIST).body()).contains("Nothing has changed. tag: expected: 1 to 100 characters");
        send(LIST, PREVIEW, "do", "remove", "all", "on", "query", "owner:x");
        assertThat(door.http.get(LIST).body()).contains("Nothing has changed. search: owner:");
        assertThat(door.apis.find(id("One"))).isPresent();
    }

    @Test
    void filtersAreKeptByName() {
        add("One", ApiStatus.CREATED);
        door.login("admin");
        String page = LIST + "?query=name:one&status=CREATED";

        assertThat(location(door.http.submit(page, LIST + "/filters", filter("<script>alert(1)</script>"))))
                .endsWith("?sort=name&query=name%3Aone&status=CREATED&tag=&provider=");

        String shown = door.http.get(page).body();
        assertThat(shown)
                .contains("The filter &lt;script&gt;alert(1)&lt;/script&gt; is kept")
                .contains(
                        "href=\"/publisher/apis?sort=name&amp;query=name%3Aone&amp;status=CREATED&amp;tag=&amp;provider=\""
                                + " aria-current=\"page\">&lt;script&gt;alert(1)&lt;/script&gt;</a>")
                .contains("Forget the filter")
                .doesNotContain("<script>alert");
        door.login("creator");
        assertThat(door.http.get(page).body()).as("another account").doesNotContain("alert(1)");
        door.login("admin");
        for (int i = 0; i < 30; i++) {
            door.http.submit(page, LIST + "/filters", filter("Filter " + i));
        }
        assertThat(door.http.get(page).body())
                .contains("filters: 21 (expected: at most 20)", ">Filter 18</a>")
                .doesNotContain(">Filter 19</a>");
        door.http.submit(page, LIST + "/filters", filter("x".repeat(61)));
        assertThat(door.http.get(page).body()).contains("name of the filter: expected: 1 to 60 characters");
        door.http.submit(page, LIST + "/filters/remove", "filter-name", "Filter 3");
        assertThat(door.http.get(page).body())
                .contains("The filter Filter 3 is forgotten.")
                .doesNotContain(">Filter 3</a>");
    }

    private static String[] filter(String name) {
        return new String[] {"filter-name", name, "query", "name:one", "status", "CREATED"};
    }

    private HttpResponse<String> send(String page, String address, String... namesAndValues) {
        return door.http.submit(page, address, namesAndValues);
    }

    /** Sends what the form of the preview has. */
    private HttpResponse<String> confirm(String preview) {
        List<String> all = new ArrayList<>();
        Matcher field = HIDDEN.matcher(preview.substring(preview.indexOf("action=\"" + MAKE)));
        while (field.find()) {
            if (!field.group(1).equals("csrf_token")) {
                all.add(field.group(1));
                all.add(field.group(2).replace("&amp;", "&"));
            }
        }
        return door.http.submit(LIST, MAKE, all.toArray(String[]::new));
    }

    private static List<String> fields(String preview) {
        return HIDDEN.matcher(preview).results().map(found -> found.group(2)).toList();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private void add(String name, ApiStatus status) {
        Api like = Fixtures.api(id(name), "/" + name + "/{version}");
        door.apis.add(
                like.withScopes(List.of())
                        .withResources(List.of(new ApiResource("/*", "GET", AuthType.ANY, "Unlimited", null, null)))
                        .withStatus(status),
                Fixtures.creation());
    }

    private static ApiId id(String name) {
        return new ApiId(new UserName(Fixtures.TENANT, "admin"), name, "1");
    }

    private ApiStatus status(String name) {
        return door.apis.find(id(name)).orElseThrow().status();
    }

    private List<String> tags(String name) {
        return door.apis.find(id(name)).orElseThrow().description().tags();
    }

    private void subscribe(String name) {
        long application = door.applications.add(Fixtures.application("App")).id();
        door.subscriptions.add(new Subscription(0, id(name), application, "Gold", SubscriptionStatus.UNBLOCKED));
    }
}
