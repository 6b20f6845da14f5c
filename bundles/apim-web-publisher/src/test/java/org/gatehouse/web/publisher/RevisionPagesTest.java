package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevisionPagesTest {
    private static final ApiId PHONE = new ApiId(Fixtures.ADMIN, "Phone", "1.0.0");
    private static final String API = "?name=Phone&version=1.0.0&provider=admin";
    private static final String LIST = "/publisher/apis/revisions" + API;
    private static final String COMPARE = "/publisher/apis/revisions/compare" + API;
    private static final String BACK = "/publisher/apis/revisions/back" + API;

    private final PublisherDoor door = new PublisherDoor();
    private final Api first = Fixtures.api(PHONE, "/phone/{version}");

    RevisionPagesTest() {
        door.apis.add(first, Fixtures.creation());
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void theListSaysWhoChangedWhat() {
        changed();
        door.login("admin");

        assertThat(get(LIST))
                .contains("aria-current=\"page\">Revisions</a>")
                .contains(">Saved<span class=\"sub\">description, tiers, resources</span>", ">Created<", "1 Mar 2026")
                .contains("name=Phone&amp;version=1.0.0&amp;provider=admin&amp;from=1&amp;to=2\"")
                .contains("aria-label=\"Go back to revision 1\"")
                .doesNotContain("aria-label=\"Go back to revision 2\"");
    }

    @Test
    void twoAreComparedLineByLine() {
        changed();
        door.login("publisher");

        assertThat(get(COMPARE + "&from=1&to=2"))
                .contains("From revision 1 to revision 2")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("<code>GET /new</code>", "<code>GET /health</code>")
                .contains("asks for no token", "Lets more in", "Breaks")
                .contains("aria-label=\"removed\">\u2212</span>", "aria-label=\"added\">+</span>")
                .contains("&lt;tiers&gt;[Gold, Unlimited]&lt;/tiers&gt;", "&lt;tiers&gt;[Gold]&lt;/tiers&gt;")
                .doesNotContain("<script>alert", "secret", "Go back");
        assertThat(get(COMPARE + "&from=2")).contains("From revision 2 to now", "Nothing differs");
        assertThat(get(COMPARE + "&to=1")).contains("From now to revision 1");
        assertThat(door.http.get(COMPARE + "&from=7").statusCode()).isEqualTo(404);
        assertThat(door.http.get(COMPARE + "&from=x").statusCode()).isEqualTo(400);
    }

    @Test
    void oneGoesBackHavingBeenToldWhatCallersNotice() {
        changed();
        door.login("admin");

        assertThat(get(BACK + "&to=1"))
                .contains("Go back to revision 1 of Phone 1.0.0?", "will be noticed by those who call the API")
                .contains("<code>GET /new</code>", "name=\"revision\" value=\"2\"");
        HttpResponse<String> sent = back("1", "2");

        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(sent.headers().firstValue("Location").orElse("")).endsWith(LIST);
        Api now = door.apis.find(PHONE).orElseThrow();
        assertThat(now.resources()).isEqualTo(first.resources());
        assertThat(now.revision()).isEqualTo(3);
        assertThat(get(LIST))
                .contains("Phone 1.0.0 is as it was at revision 1, on all gateways.", ">Went back to revision 1<span");
    }

    @Test
    void whoIsOvertakenIsToldAndMaySendItOnceMore() {
        changed();
        door.login("admin");

        HttpResponse<String> told = back("1", "1");

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body()).contains("It has been changed meanwhile", "name=\"revision\" value=\"2\"");
        assertThat(door.apis.find(PHONE).orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void whatAGatewayDoesNotTakeIsSaidAndNothingIsDone() {
        changed();
        door.login("admin");
        door.gatewayFailures.putAll(Map.of("Main", "edited by hand"));

        assertThat(back("1", "2").body()).contains("Main", "edited by hand");

        assertThat(door.apis.find(PHONE).orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void nobodyElseSeesOrDoesAnything() {
        changed();
        assertThat(door.http.get(LIST).statusCode()).as("a stranger").isEqualTo(302);
        door.login("guest");
        for (String page : List.of(LIST, COMPARE + "&from=1", BACK + "&to=1")) {
            assertThat(door.http.get(page).statusCode()).as(page).isIn(302, 403);
        }
        door.login("publisher");
        assertThat(get(LIST)).doesNotContain("Go back");
        assertThat(door.http.get(BACK + "&to=1").statusCode()).isEqualTo(403);
    }

    private void changed() {
        door.apis.update(first.withTiers(List.of("Gold"))
                .withDescription(first.description().withText("<script>alert(1)</script>"))
                .withBackend(first.backend().withPassword(""))
                .withResources(List.of(
                        new ApiResource("/CheckPhoneNumber", "GET", AuthType.NONE, "Unlimited", null, null),
                        new ApiResource("/CheckPhoneNumber", "POST", AuthType.APPLICATION_USER, "Gold", "check", null),
                        new ApiResource("/new", "GET", AuthType.ANY, "Unlimited", null, null))));
    }

    private HttpResponse<String> back(String to, String revision) {
        return door.http.submit(BACK + "&to=" + to, BACK, "to", to, "revision", revision);
    }

    private String get(String page) {
        HttpResponse<String> answer = door.http.get(page);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
