package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublisherPagesTest {
    private static final String EDIT = "/apis/edit?name=PhoneVerification&version=1.0.0&provider=admin";

    private final PublisherDoor door = new PublisherDoor();

    @BeforeEach
    void signInByPage() {
        String page = "/publisher/site/pages/login.jag";
        assertThat(door.http
                        .submit(page, page, "username", "admin", "password", "admin")
                        .statusCode())
                .isEqualTo(302);
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void anEmptyListSaysSo() {
        assertThat(door.http.get("/publisher/apis").body()).contains("<h1>APIs</h1>", "No API yet");
    }

    @Test
    void publishingFromTheListIsSaidAndShown() {
        door.apis.add(Fixtures.phoneVerification().withStatus(ApiStatus.CREATED), Fixtures.creation());
        assertThat(door.http.get("/publisher/apis").body())
                .contains(
                        "PhoneVerification",
                        "data-state=\"CREATED\"",
                        "aria-label=\"Publish PhoneVerification 1.0.0\"");
        publish();
        assertThat(door.http.get("/publisher/apis").body())
                .contains("PhoneVerification 1.0.0 is published.", "data-state=\"PUBLISHED\"")
                .doesNotContain("/apis/publish");
    }

    @Test
    void whatTheGatewayRefusesStaysAsItWas() {
        door.apis.add(Fixtures.phoneVerification().withStatus(ApiStatus.CREATED), Fixtures.creation());
        door.gatewayFailures.put("Production and Sandbox", "down");
        publish();
        assertThat(door.http.get("/publisher/apis").body())
                .contains(
                        "PhoneVerification 1.0.0 is not published.",
                        "Production and Sandbox",
                        "data-state=\"CREATED\"");
    }

    @Test
    void theListIsFilteredAndSortedByItsAddress() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        assertThat(door.http.get("/publisher/apis?query=phone&sort=changed").body())
                .contains("PhoneVerification", "aria-sort=\"descending\"", ">1 version<");
        assertThat(door.http.get("/publisher/apis?status=RETIRED").body())
                .contains("Nothing fits", "Clear the filter")
                .doesNotContain("PhoneVerification");
    }

    @Test
    void theListIsSearchedByPrefixesAndFilteredByTag() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        assertThat(list("query=name:phone+status:publ&tag=phone"))
                .contains("PhoneVerification", "<option selected>phone</option>", "<option>checkNumbers</option>")
                .contains("sort=changed&amp;query=name%3Aphone+status%3Apubl&amp;status=&amp;tag=phone&amp;provider=\"")
                .contains("What can be typed here", "<code>status:</code>");
        assertThat(list("query=name:admin")).contains("Nothing fits");
        assertThat(list("tag=hone")).contains("Nothing fits", "<option selected>hone</option>");
        assertThat(list("query=%3Cscript%3Ename:x"))
                .contains("&lt;script&gt;name:x", "Nothing fits")
                .doesNotContain("<script>name");
        assertThat(list("query=owner:x"))
                .contains("That can’t be looked for", "search: owner: (expected: one of context:", "value=\"owner:x\"")
                .doesNotContain("PhoneVerification");
        assertThat(list("query=name:")).contains("search: nothing after name: (expected: what to look for)");
        assertThat(list("query=" + "x".repeat(5_000))).contains("5000 characters (expected: at most 200)");
        assertThat(list("provider=%2F%3C")).doesNotContain("PhoneVerification");
    }

    private String list(String parameters) {
        return door.http.get("/publisher/apis?" + parameters).body();
    }

    @Test
    void aLongListComesInParts() {
        for (int i = 10; i < 70; i++) {
            door.apis.add(Fixtures.api(new ApiId(Fixtures.ADMIN, "Api" + i, "1"), "/api" + i), Fixtures.creation());
        }
        assertThat(door.http.get("/publisher/apis").body())
                .contains("Api10", "Api34", "1 to 25 of 60", "page=2\"", ">60 versions<")
                .doesNotContain("Api35", "Previous");
        assertThat(door.http
                        .get("/publisher/apis?query=api&sort=changed&page=3")
                        .body())
                .contains("Api60", "Api69", "51 to 60 of 60", "query=api", "sort=changed", "page=2\"")
                .doesNotContain("Api59", "Next");
        assertThat(door.http.get("/publisher/apis?page=9").body())
                .contains("Nothing fits", "page=1\"")
                .doesNotContain("Api10");
        assertThat(door.http.get("/publisher/apis?page=-1").body()).contains("1 to 25 of 60");
        assertThat(door.http.get("/publisher/apis?provider=joe").body()).contains("Nothing fits");
        assertThat(door.http
                        .get("/publisher/apis?provider=admin&status=PUBLISHED&query=API1")
                        .body())
                .contains("Api10", "Api19", ">10 versions<")
                .doesNotContain("Api20", "to 10 of");
    }

    @Test
    void whatIsSavedOnThePageLeavesAllElseAsItIs() {
        Api api = Fixtures.phoneVerification();
        door.apis.add(api, Fixtures.creation());
        assertThat(door.http
                        .get("/publisher" + EDIT.replace("/edit", "/overview"))
                        .body())
                .contains("href=\"/publisher" + EDIT.replace("&", "&amp;") + "\"");
        assertThat(door.http.get("/publisher" + EDIT).body())
                .contains("Verifies phone numbers; &lt;b&gt;really&lt;/b&gt;", "value=\"phone, checkNumbers\"", "Sales")
                .contains("name=\"tier-Gold\" checked", "name=\"tier-Unlimited\" checked", "value=\"1\"");

        assertThat(save("1", "tier-Unlimited", "on", "description", "One\r\ntwo")
                        .statusCode())
                .isEqualTo(302);

        assertThat(door.http.get("/publisher/apis").body()).contains("PhoneVerification 1.0.0 is saved.");
        Api after = door.apis.find(api.id()).orElseThrow();
        assertThat(after.description())
                .isEqualTo(new Description(
                        "One\ntwo", List.of("phone"), "", "", "", new Contact("Sales", ""), new Contact("Joe", "j@h")));
        assertThat(after.tiers()).containsExactly("Unlimited");
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("description", "tiers", "lastUpdated", "revision")
                .isEqualTo(api);
        assertThat(after.revision()).isEqualTo(2);
    }

    @Test
    void ofTwoTabsTheLaterOneIsToldAndKeepsWhatWasTyped() {
        Api api = Fixtures.phoneVerification();
        door.apis.add(api, Fixtures.creation());
        save("1", "tier-Gold", "on", "description", "First");

        HttpResponse<String> told = save("1", "tier-Unlimited", "on", "description", "Second </textarea>");

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body())
                .contains(
                        "It has been changed meanwhile",
                        "PhoneVerification 1.0.0 has been changed meanwhile by admin at ",
                        "What is stored differs from what was sent in description, tiers.",
                        "Second &lt;/textarea&gt;",
                        "name=\"tier-Unlimited\" checked",
                        "name=\"revision\" value=\"2\"")
                .doesNotContain("name=\"tier-Gold\" checked");
        assertThat(door.apis.find(api.id()).orElseThrow().description().text()).isEqualTo("First");
        assertThat(save("2", "tier-Unlimited", "on", "description", "Second").statusCode())
                .isEqualTo(302);
        assertThat(door.apis.find(api.id()).orElseThrow().description().text()).isEqualTo("Second");
    }

    @Test
    void whatAGatewayRefusesIsSaidAboveWhatWasTyped() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        door.gatewayFailures.put("Main", "full");

        assertThat(save("1", "tier-Gold", "on", "description", "Typed").body())
                .contains("Nothing was saved", "Main", "Typed", "name=\"revision\" value=\"1\"");

        assertThat(door.apis.find(Fixtures.PHONE_ID)).contains(Fixtures.phoneVerification());
        assertThat(door.http.get("/publisher" + EDIT + "x").statusCode()).isEqualTo(404);
    }

    @Test
    void whereItIsCalledAndWhereCallsGoIsEditedToo() {
        Api api = Fixtures.phoneVerification();
        door.apis.add(api, Fixtures.creation());
        assertThat(door.http.get("/publisher" + EDIT).body()).contains("value=\"" + api.contextTemplate() + "\"");

        assertThat(save("1", "context", "/telephone", "production", "https://h/new", "visibility", "private")
                        .statusCode())
                .isEqualTo(302);

        Api after = door.apis.find(api.id()).orElseThrow();
        assertThat(after.context()).isEqualTo("/telephone/1.0.0");
        assertThat(after.visibility().level()).isEqualTo(Visibility.Level.PRIVATE);
        assertThat(after.backend()).isEqualTo(api.backend().withEndpoints(Endpoints.http("https://h/new")));
        assertThat(save("2", "context", "/a b").body()).contains("href=\"#context\">API context: /a b");
        assertThat(save("2", "production", "ftp://h").body()).contains("href=\"#production\">ftp://h does not begin");
        assertThat(save("2", "visibility", "everybody").body()).contains("Nothing was saved");
        assertThat(door.apis.find(api.id())).contains(after);
    }

    private HttpResponse<String> save(String revision, String... more) {
        List<String> fields = new ArrayList<>(List.of(
                "revision",
                revision,
                "tags",
                "phone",
                "bizOwner",
                "Sales",
                "techOwner",
                "Joe",
                "techOwnerMail",
                "j@h"));
        fields.addAll(List.of(more));
        return door.http.submit("/publisher" + EDIT, "/publisher" + EDIT, fields.toArray(String[]::new));
    }

    @Test
    void whatChangedAfterTheListWasShownIsNotPublishedUnseen() {
        Api api = Fixtures.phoneVerification().withStatus(ApiStatus.CREATED);
        door.apis.add(api, Fixtures.creation());
        assertThat(door.http.get("/publisher/apis").body()).contains("name=\"revision\" value=\"1\"");
        door.apis.update(api);

        HttpResponse<String> told = publishing("revision", "1");

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body())
                .contains(
                        "PhoneVerification 1.0.0 is not published yet",
                        "PhoneVerification 1.0.0 has been changed meanwhile by admin at 2026-03-01T12:00:00Z: it is CREATED"
                                + " at revision 2, and was at revision 1 when it was read.",
                        "name=\"revision\" value=\"2\"",
                        "Publish it as it is now");
        assertThat(door.apis.find(api.id()).orElseThrow().status()).isEqualTo(ApiStatus.CREATED);
        assertThat(publishing("revision", "2").statusCode()).isEqualTo(302);
        assertThat(door.apis.find(api.id()).orElseThrow().status()).isEqualTo(ApiStatus.PUBLISHED);
    }

    private void publish() {
        assertThat(publishing("other", "").statusCode()).isEqualTo(302);
    }

    private HttpResponse<String> publishing(String field, String value) {
        return door.http.submit(
                "/publisher/apis?query=nothing",
                "/publisher/apis/publish",
                field,
                value,
                "provider",
                "admin",
                "name",
                "PhoneVerification",
                "version",
                "1.0.0");
    }
}
