package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewApiPagesTest {
    private static final String NEW = "/publisher/apis/new";
    private static final String PETS = """
            openapi: 3.0.3
            info: {title: Pet store – öffentlich, version: v1 beta, description: "All <b>pets</b>"}
            servers: [{url: /relative}, {url: "https://pets.example.com/v1"}]
            paths:
              /pets: {get: {responses: {"200": {description: ok}}}, post: {responses: {"201": {description: ok}}}}
              /pets/{id}: {patch: {responses: {"200": {description: ok}}}}
            """;

    private static final String LONG_PETS = PETS + "x-filling: " + "y".repeat(600_000) + "\n";

    private final PublisherDoor door = new PublisherDoor();

    @AfterEach
    void stop() {
        door.close();
    }

    private void signIn(String user) {
        String page = "/publisher/site/pages/login.jag";
        assertThat(door.http
                        .submit(page, page, "username", user, "password", user)
                        .statusCode())
                .isEqualTo(302);
    }

    private HttpResponse<String> send(String... fields) {
        return door.http.submit(NEW, NEW, fields);
    }

    private Api api(String name, String version) {
        return door.apis.find(new ApiId(Fixtures.ADMIN, name, version)).orElseThrow();
    }

    @Test
    void anApiIsCreatedAndPublishedAtOnce() {
        signIn("admin");
        HttpResponse<String> sent = send(
                "name",
                "Phone",
                "version",
                "1.0.0",
                "context",
                "/phone",
                "description",
                "Says\r\nwho",
                "tags",
                "a, b",
                "production",
                "http://h/x",
                "sandbox",
                "https://s/x",
                "visibility",
                "restricted",
                "roles",
                "creator",
                "tier-Gold",
                "on",
                "publish",
                "publish");

        assertThat(sent.statusCode()).isEqualTo(302);
        String address = sent.headers().firstValue("Location").orElseThrow();
        assertThat(address).endsWith("/publisher/apis/overview?name=Phone&version=1.0.0&provider=admin");
        Api api = api("Phone", "1.0.0");
        assertThat(api.status()).isEqualTo(ApiStatus.PUBLISHED);
        assertThat(api.description().text()).isEqualTo("Says\nwho");
        assertThat(api.tiers()).containsExactly("Gold");
        assertThat(api.visibility().level()).isEqualTo(Visibility.Level.RESTRICTED);
        assertThat(api.resources())
                .extracting(ApiResource::verb)
                .containsExactly("GET", "POST", "PUT", "DELETE", "PATCH");
        assertThat(((Endpoints.Http) api.backend().endpoints()).sides().sandbox())
                .contains(Endpoints.Target.of("https://s/x"));
        assertThat(door.http
                        .get("/publisher/apis/overview?name=Phone&version=1.0.0&provider=admin")
                        .body())
                .contains("Phone 1.0.0 is published and can be called.", "https://s/x", "PATCH", "Gold", "creator");
    }

    @Test
    void whatIsMissingIsSaidAtItsFieldAndWhatWasTypedIsKept() {
        signIn("admin");
        String page = send("name", "", "version", "", "context", "", "production", "ftp://h", "description", "Kept")
                .body();

        assertThat(page)
                .contains("href=\"#name\">Give the API a name.")
                .contains("href=\"#context\">Say under which path", "ftp://h does not begin with http:// or https://.")
                .contains("Kept</textarea>");
        assertThat(door.apis.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Phone,1.0.0,/other,href=\"#version\">Phone 1.0.0 is there already",
        "Fax,1.0.0,/phone,href=\"#context\">Another API has /phone.",
        "F x,1.0.0,/fax,href=\"#name\">API name: F x",
        "Fax,1/0,/fax,href=\"#version\">API version: 1/0",
        "Fax,1.0.0,/a b,href=\"#context\">API context: /a b"
    })
    void whatTheRoomRefusesIsSaidAtItsField(String name, String version, String context, String told) {
        signIn("admin");
        door.apis.add(
                Fixtures.api(new ApiId(Fixtures.ADMIN, "Phone", "1.0.0"), "/phone/{version}"), Fixtures.creation());

        assertThat(send("name", name, "version", version, "context", context).body())
                .contains(told);
        assertThat(door.apis.all()).hasSize(1);
    }

    @Test
    void whoSeesItIsNotGuessed() {
        signIn("admin");
        assertThat(send("name", "Phone", "context", "/phone", "visibility", "controlled")
                        .body())
                .contains("Nobody knows who controlled is");
        assertThat(door.apis.all()).isEmpty();
    }

    @Test
    void aDefinitionFillsInWhatIsLeftEmpty() {
        signIn("admin");
        String read = send("swagger", PETS, "version", "", "read", "read").body();
        assertThat(read)
                .contains("OpenAPI 3.0, with 3 operations", "<code>/pets/{id}</code>")
                .contains("value=\"PetStoreÖffentlich\"", "value=\"v1beta\"", "value=\"/petstoreffentlich\"")
                .contains("value=\"https://pets.example.com/v1\"")
                .contains("All &lt;b&gt;pets&lt;/b&gt;")
                .doesNotContain("<b>pets");
        assertThat(door.apis.all()).isEmpty();

        assertThat(send("swagger", PETS, "name", "Pets", "create", "create").statusCode())
                .isEqualTo(302);

        Api pets = api("Pets", "v1beta");
        assertThat(pets.context()).isEqualTo("/petstoreffentlich/v1beta");
        assertThat(pets.resources())
                .extracting(each -> each.verb() + " " + each.urlPattern())
                .containsExactly("GET /pets", "POST /pets", "PATCH /pets/{id}");
        assertThat(pets.status()).isEqualTo(ApiStatus.CREATED);
        assertThat(pets.backend()).isEqualTo(Backend.of(Endpoints.http("https://pets.example.com/v1")));
        assertThat(door.apis.definition(pets.id()).orElseThrow().text()).isEqualTo(PETS);
    }

    @Test
    void whoEmptiesWhatWasSuggestedMeansIt() {
        signIn("admin");
        send("swagger", PETS.replace("\n", "\r\n"), "name", "Pets", "version", "", "context", "/pets", "seen", "seen");

        Api pets = api("Pets", "1.0.0");
        assertThat(pets.backend()).isEqualTo(Backend.NONE);
        assertThat(pets.description().text()).isEmpty();
        assertThat(door.apis.definition(pets.id()).orElseThrow().text()).isEqualTo(PETS);
    }

    @Test
    void whatIsNoDefinitionIsToldAndKept() {
        signIn("admin");
        assertThat(send("swagger", "<script>alert(1)</script>", "name", "Pets", "create", "create")
                        .body())
                .contains("href=\"#swagger\">", "&lt;script&gt;alert(1)&lt;/script&gt;</textarea>")
                .doesNotContain("<script>alert");
        assertThat(send("read", "read").body())
                .contains("Choose a file, name an address, or paste a definition.", "<details class=\"gh-more\" open>");
        assertThat(door.apis.all()).isEmpty();
    }

    @Test
    void aLongDefinitionIsNotShownAndComesAsAFileOnceMore() {
        signIn("admin");
        assertThat(door.submitFile(NEW, LONG_PETS, "version", "", "read", "read")
                        .body())
                .contains("with 3 operations", "value=\"v1beta\"", "name=\"unshown\"")
                .contains("To create the API from it, choose the file once more.")
                .doesNotContain("yyyyyyyyyy");
        assertThat(send("name", "Pets", "context", "/pets", "unshown", "600000", "create", "create")
                        .body())
                .contains("href=\"#swagger-file\">Choose the file with the definition once more.", "name=\"unshown\"");
        assertThat(door.submitFile(NEW, "openapi: 9" + LONG_PETS, "create", "create")
                        .body())
                .contains("href=\"#swagger-file\">")
                .doesNotContain("yyyyyyyyyy");
        assertThat(door.apis.all()).isEmpty();

        assertThat(door.submitFile(NEW, LONG_PETS, "name", "Pets", "unshown", "600000", "create", "create")
                        .statusCode())
                .isEqualTo(302);
        assertThat(door.apis
                        .definition(api("Pets", "v1beta").id())
                        .orElseThrow()
                        .text())
                .isEqualTo(LONG_PETS);
    }

    @Test
    void aFileThatIsChosenOnceMoreFillsInNothingAgain() {
        signIn("admin");
        assertThat(door.submitFile(
                                NEW, LONG_PETS, "name", "Pets", "version", "1.0.0", "context", "/pets", "seen", "seen",
                                "unshown", "600000", "create", "create")
                        .statusCode())
                .isEqualTo(302);
        assertThat(api("Pets", "1.0.0").backend()).isEqualTo(Backend.NONE);
    }

    @Test
    void enterInAFieldCreates() {
        signIn("admin");
        String page = door.http.get(NEW).body();
        Matcher first = Pattern.compile("<button[^>]*type=\"submit\"[^>]*>").matcher(page);
        assertThat(first.find(page.indexOf("action=\"/publisher/apis/new\""))).isTrue();
        assertThat(first.group()).contains("name=\"create\"", "tabindex=\"-1\"");
    }

    @Test
    void whatHasBeenSeenStaysSeenWhenTheFormIsRefused() {
        signIn("admin");
        assertThat(send("name", "", "seen", "seen").body()).contains("name=\"seen\"");
        assertThat(send("name", "").body()).doesNotContain("name=\"seen\"");
    }

    @Test
    void whoOnlyCreatesIsNotOfferedToPublishAndOthersAreTurnedAway() {
        signIn("creator");
        assertThat(door.http.get(NEW).body())
                .doesNotContain("Create and publish")
                .contains(">Create<");
        send("name", "Mine", "version", "1", "context", "/mine", "production", "http://h/", "publish", "publish");
        assertThat(door.apis.all()).singleElement().extracting(Api::status).isEqualTo(ApiStatus.CREATED);
    }

    @Test
    void theOriginalsAddressLeadsThere() {
        signIn("admin");
        assertThat(door.http.get("/publisher/design").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(NEW));
    }

    @Test
    void anApiIsRemovedAfterAQuestion() {
        signIn("admin");
        door.apis.add(
                Fixtures.api(new ApiId(Fixtures.ADMIN, "Phone", "1.0.0"), "/phone/{version}"), Fixtures.creation());
        String remove = "/publisher/apis/remove?name=Phone&version=1.0.0&provider=admin";
        assertThat(door.http.get(remove).body()).contains("This cannot be undone");
        assertThat(door.apis.all()).hasSize(1);

        assertThat(door.http.submit(remove, remove).statusCode()).isEqualTo(302);

        assertThat(door.apis.all()).isEmpty();
        assertThat(door.http.get("/publisher/apis").body()).contains("Phone 1.0.0 is removed.");
    }

    @Test
    void aNewVersionBeginsOnItsPage() {
        signIn("admin");
        door.apis.add(
                Fixtures.api(new ApiId(Fixtures.ADMIN, "Phone", "1.0.0"), "/phone/{version}"), Fixtures.creation());
        String path = "/publisher/apis/version?name=Phone&version=1.0.0&provider=admin";

        assertThat(door.http.submit(path, path, "new-version", "1.0.0").body())
                .contains("Phone 1.0.0 is there already.");
        assertThat(door.http.submit(path, path, "new-version", "").body()).contains("Give the new version a name.");
        assertThat(door.http
                        .submit(path, path, "new-version", "2.0.0", "default", "on")
                        .statusCode())
                .isEqualTo(302);

        assertThat(api("Phone", "2.0.0").defaultVersion()).isTrue();
        assertThat(door.http
                        .get("/publisher/apis/overview?name=Phone&version=1.0.0&provider=admin")
                        .body())
                .contains("version=2.0.0&amp;provider=admin\">2.0.0</a>");
    }

    @Test
    void theStateIsChangedOnTheLifeCyclePage() {
        signIn("admin");
        door.apis.add(
                Fixtures.api(new ApiId(Fixtures.ADMIN, "Phone", "1.0.0"), "/phone/{version}"), Fixtures.creation());
        String path = "/publisher/apis/lifecycle?name=Phone&version=1.0.0&provider=admin";
        assertThat(door.http.get(path).body()).contains("The API is Published.", "value=\"DEPRECATED\" checked");

        assertThat(door.http.submit(path, path, "status", "", "revision", "1").body())
                .contains("Choose a state.");
        assertThat(door.http
                        .submit(path, path, "status", "BLOCKED", "publishToGateway", "on", "revision", "1")
                        .statusCode())
                .isEqualTo(302);
        assertThat(api("Phone", "1.0.0").status()).isEqualTo(ApiStatus.BLOCKED);
        assertThat(door.http
                        .submit(path, path, "status", "RETIRED", "publishToGateway", "on", "revision", "1")
                        .statusCode())
                .isEqualTo(409);
        assertThat(api("Phone", "1.0.0").status()).isEqualTo(ApiStatus.BLOCKED);
        door.gatewayFailures.put("Main", "No room");
        assertThat(door.http
                        .submit(path, path, "status", "RETIRED", "publishToGateway", "on", "revision", "2")
                        .body())
                .contains("The state has not changed", "No room");
        assertThat(api("Phone", "1.0.0").status()).isEqualTo(ApiStatus.BLOCKED);
    }
}
