package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefinitionPagesTest {
    private static final ApiId PHONE = new ApiId(Fixtures.ADMIN, "Phone", "1.0.0");
    private static final String PATH = "/publisher/apis/definition?name=Phone&version=1.0.0&provider=admin";
    private static final String LESS = """
            {"swagger":"2.0","info":{"title":"<script>x</script>","version":"1"},
             "paths":{"/other":{"get":{"responses":{"200":{"description":"ok"}}}}}}""";

    private static final String FILLING = "y".repeat(600_000);
    private static final String LONG = LESS.replace("{\"swagger\"", "{\"x-filling\":\"" + FILLING + "\",\"swagger\"");

    private final PublisherDoor door = new PublisherDoor();

    DefinitionPagesTest() {
        door.apis.add(Fixtures.api(PHONE, "/phone/{version}"), Fixtures.creation());
    }

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

    private HttpResponse<String> send(String button, String text, String revision) {
        return door.http.submit(PATH, PATH, button, button, "swagger", text, "revision", revision);
    }

    @Test
    void whatBreaksCallersIsSaidBeforeItIsSaved() {
        signIn("admin");
        assertThat(door.http.get(PATH).body()).contains("&quot;swagger&quot;", "value=\"1\"");

        String compared = send("compare", LESS, "1").body();
        assertThat(compared)
                .contains("Breaks", "&lt;script&gt;x&lt;/script&gt;")
                .doesNotContain("<script>x");
        assertThat(door.apis.find(PHONE).orElseThrow().revision()).isEqualTo(1);

        assertThat(send("save", LESS, "1").statusCode()).isEqualTo(302);
        assertThat(door.apis.find(PHONE).orElseThrow().resources())
                .extracting(ApiResource::urlPattern)
                .containsExactly("/other");
        assertThat(door.apis.definition(PHONE).orElseThrow().text()).isEqualTo(LESS);
        assertThat(door.http.get(PATH).body()).contains("The definition of Phone 1.0.0 is saved.");
        assertThat(send("save", LESS, "1").statusCode()).isEqualTo(409);
    }

    @Test
    void whatTokensAreAskedForIsComparedToo() {
        signIn("admin");
        String now =
                door.http.get(PATH.replace("definition?", "definition/file?")).body();
        assertThat(send("compare", now, "1").body()).contains("Callers will notice nothing");
        String open = now.replace("\"Application_User\"", "\"None\"");
        assertThat(open).isNotEqualTo(now);
        assertThat(send("compare", open, "1").body())
                .contains("One difference", "Lets more in", "asks for no token now (before: a token of a user)")
                .doesNotContain("Callers will notice nothing");
    }

    @Test
    void aLongOneIsNotShownAndReplacedByAFile() {
        signIn("admin");
        assertThat(door.submitFile(PATH, LONG, "save", "save", "revision", "1").statusCode())
                .isEqualTo(302);
        assertThat(door.apis.definition(PHONE).orElseThrow().text()).isEqualTo(LONG);
        assertThat(door.http.get(PATH).body())
                .contains("characters, too many for this page. Choose a file", "name=\"swagger-file\"")
                .doesNotContain("yyyyyyyyyy", "<textarea");

        for (String button : new String[] {"save", "compare"}) {
            assertThat(door.http
                            .submit(PATH, PATH, button, button, "revision", "2")
                            .body())
                    .contains("href=\"#swagger-file\">Choose a file to take the place of the definition.")
                    .doesNotContain("yyyyyyyyyy");
        }
        assertThat(door.apis.definition(PHONE).orElseThrow().text()).isEqualTo(LONG);

        String other = LONG.replace("/other", "/another");
        assertThat(door.submitFile(PATH, other, "compare", "compare", "revision", "2")
                        .body())
                .contains("GET /another", "To save it, choose the file once more.")
                .doesNotContain("yyyyyyyyyy");
        assertThat(send("compare", LONG + "}", "2").body())
                .contains("href=\"#swagger-file\">")
                .doesNotContain("yyyyyyyyyy");
        assertThat(door.submitFile(PATH, LESS, "save", "save", "revision", "2").statusCode())
                .isEqualTo(302);
        assertThat(door.http.get(PATH).body()).contains("<textarea").doesNotContain("too many for this page");
        assertThat(door.apis.definition(PHONE).orElseThrow().text()).isEqualTo(LESS);
    }

    @Test
    void whoOnlyPublishesIsNotShownALongOne() {
        Api stored = door.apis.find(PHONE).orElseThrow();
        door.apis.update(stored, new Definition(LONG, Definition.Syntax.JSON, Definition.Kind.SWAGGER_2));
        signIn("publisher");
        assertThat(door.http.get(PATH).body())
                .contains("characters, too many for this page.")
                .doesNotContain("yyyyyyyyyy", "<pre");
    }

    /** The words of an alias, once for each time that it is used. */
    @Test
    void oneThatIsTooLongWhenWrittenCanBeReplaced() {
        signIn("admin");
        String aliases = "openapi: 3.0.0\nx-a: &a [" + ("y".repeat(60) + ",").repeat(85_000) + "]"
                + "\nx-b: [*a, *a, *a]\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {}}}\n";
        assertThat(door.submitFile(PATH, aliases, "save", "save", "revision", "1")
                        .statusCode())
                .isEqualTo(302);
        Api stored = door.apis.find(PHONE).orElseThrow();
        door.apis.update(stored.withResources(List.of()));

        assertThat(door.http.get(PATH).body()).contains("longer than 15 MB").doesNotContain("yyyyyyyyyy");
        assertThat(door.submitFile(PATH, LESS, "save", "save", "revision", "3").statusCode())
                .isEqualTo(302);
        assertThat(door.http.get(PATH).body()).contains("/other");
    }

    @Test
    void whatIsNoDefinitionIsToldAndKept() {
        signIn("admin");
        for (String button : new String[] {"compare", "save"}) {
            assertThat(send(button, "no definition", "1").body())
                    .contains("href=\"#swagger\">", "no definition</textarea>");
        }
        assertThat(door.apis.find(PHONE).orElseThrow().revision()).isEqualTo(1);
    }

    @Test
    void theEditorIsToldTheLineThatIsWrong() {
        signIn("admin");
        assertThat(send("compare", "{\n \"swagger\" : \"2.0\",\n ]<b>\n}", "1").body())
                .contains("data-bad-line=\"3\"", "data-bad-why=\"Invalid Swagger definition. line 3, column 2: ")
                .doesNotContain("<b>");
        assertThat(door.http.get(PATH).body())
                .contains("data-editor=\"definition\"", "/ace.js\"></script>")
                .doesNotContain("data-bad-");
    }

    @Test
    void itIsThereToKeepAsAFile() {
        signIn("admin");
        HttpResponse<String> file = door.http.get(PATH.replace("definition?", "definition/file?"));
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(to -> assertThat(to).contains("Phone-1.0.0.json"));
        assertThat(file.body()).contains("\"swagger\"");
    }

    @Test
    void whoOnlyPublishesReadsIt() {
        signIn("publisher");
        assertThat(door.http.get(PATH).body()).contains("<pre").doesNotContain("<textarea");
    }
}
