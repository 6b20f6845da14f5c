package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentFile;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentPagesTest {
    private static final String API = "?name=PhoneVerification&version=1.0.0&provider=admin";
    private static final String LIST = "/publisher/apis/documents" + API;
    private static final String ADD = "/publisher/apis/documents/add" + API;
    private static final String HOSTILE = "../a/\"><script>alert('x')</script>&#39;{{ token }} \u00fc \u4f60";
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
    void anApiWithoutDocumentsSaysSo() {
        assertThat(get(LIST))
                .contains("No document yet", "href=\"" + escaped(ADD) + "\"", ">No document<")
                .contains("href=\"/publisher/apis/edit" + escaped(API) + "\"");
        assertThat(get("/publisher/apis/edit" + API)).contains("href=\"" + escaped(LIST) + "\"");
        assertThat(get(ADD))
                .contains("<h1 class=\"text-break\">Add document</h1>", "<option value=\"INLINE\" selected>");
    }

    @Test
    void whatIsAddedIsListedReadAndChanged() {
        assertThat(add("Start", "summary", "How\r\nto begin", "content", "# Hi\r\n\r\n*there*")
                        .statusCode())
                .isEqualTo(302);

        assertThat(get(LIST))
                .contains("Start is saved.", "How\nto begin", ">1 document<", "Whoever sees the API", "How to");
        assertThat(get(page("read", "Start"))).contains("<h3>Hi</h3>", "<em>there</em>");
        assertThat(get(page("edit", "Start")))
                .contains("value=\"Start\"", "# Hi\n\n*there*</textarea>", "name=\"revision\" value=\"1\"");

        assertThat(edit(
                                "Start",
                                "revision",
                                "1",
                                "docName",
                                "Begin",
                                "docVisibility",
                                "PRIVATE",
                                "docType",
                                "OTHER",
                                "newType",
                                "Poem",
                                "format",
                                "text/html",
                                "content",
                                "<b>Hi</b><script>1</script>")
                        .statusCode())
                .isEqualTo(302);
        Document stored = door.documents.find(Fixtures.PHONE_ID, "Begin").orElseThrow();
        assertThat(stored.details().type()).isEqualTo(DocumentType.OTHER);
        assertThat(stored.details().visibility()).isEqualTo(DocumentVisibility.PRIVATE);
        assertThat(get(page("read", "Begin"))).contains("<b>Hi</b>").doesNotContain("<script>1");
        assertThat(get(LIST)).contains("Poem", "Signed-in users of this domain");
    }

    @Test
    void aPreviewSavesNothingAndShowsNothingThatRuns() {
        HttpResponse<String> shown = add(
                "Start",
                "preview",
                "on",
                "format",
                "text/html",
                "content",
                "<i>so</i><img src=x onerror=alert(1)></textarea>");

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body())
                .contains("<h2 id=\"preview-h\">Preview</h2>", "<i>so</i>", "value=\"Start\"")
                .contains("&lt;i&gt;so&lt;/i&gt;&lt;img src=x onerror=alert(1)&gt;&lt;/textarea&gt;</textarea>")
                .doesNotContain("<img src=x");
        assertThat(door.documents.of(Fixtures.PHONE_ID)).isEmpty();
    }

    @Test
    void whatIsRefusedStandsAtItsFieldWithWhatWasTyped() {
        add("Start");
        assertThat(add("Start", "summary", "Kept").body())
                .contains("Nothing was saved", "id=\"docName-error\">Start is the name of another document")
                .contains(">\nKept</textarea>");
        assertThat(add("Forum", "sourceType", "URL", "docUrl", "javascript:alert(1)")
                        .body())
                .contains("id=\"docUrl-error\">url: javascript:alert(1) (expected: up to 2000 characters");
        assertThat(add("n".repeat(300)).body()).contains("id=\"docName-error\">name: nnn");
        assertThat(add("File", "sourceType", "FILE").body()).contains("id=\"docLocation-error\">file: none");
        assertThat(add("Bad", "format", "image/svg+xml", "content", "<svg/>").body())
                .contains("id=\"content-error\">content: image/svg+xml");
        assertThat(door.documents.of(Fixtures.PHONE_ID)).hasSize(1);
    }

    @Test
    void ofTwoTabsTheLaterOneIsToldAndKeepsWhatWasTyped() {
        add("Start", "content", "first");
        edit("Start", "revision", "1", "content", "second");

        HttpResponse<String> told = edit("Start", "revision", "1", "content", "third </textarea>", "summary", "Mine");

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body())
                .contains("It has been changed meanwhile", "differs from what was sent in summary, content")
                .contains("third &lt;/textarea&gt;</textarea>", "name=\"revision\" value=\"2\"");
        assertThat(get(page("read", "Start"))).contains("second");
        assertThat(edit("Start", "revision", "2", "content", "third").statusCode())
                .isEqualTo(302);
        assertThat(get(page("read", "Start"))).contains("third");
    }

    @Test
    void whoEditsWhatWasRemovedMeanwhileKeepsWhatWasTyped() {
        add("Start", "content", "first");
        String token = token(page("edit", "Start"));
        door.documents.remove(door.documents.find(Fixtures.PHONE_ID, "Start").orElseThrow());

        HttpResponse<String> told =
                post(page("edit", "Start"), token, fields("Start", "revision", "1", "content", "still here"));

        assertThat(told.body())
                .contains(
                        "Start has been removed meanwhile.",
                        "still here</textarea>",
                        "action=\"" + escaped(ADD) + "\"");
        assertThat(post(ADD, token, fields("Start", "content", "still here")).statusCode())
                .isEqualTo(302);
    }

    @Test
    void theyAreMovedByButtons() {
        add("a");
        add("b");
        add("c");
        move("c", "b");
        assertThat(names()).containsExactly("a", "c", "b");
        move("a", "b");
        assertThat(names()).containsExactly("c", "a", "b");
        move("c", "");
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(get(LIST))
                .contains("aria-label=\"Move a down\"", "aria-label=\"Move b up\"", "aria-label=\"Move c up\"")
                .doesNotContain("aria-label=\"Move a up\"", "aria-label=\"Move c down\"");
        move("a", "gone");
        assertThat(get(LIST)).contains("a was not moved: gone is not there any more.");
    }

    @Test
    void removingIsAskedForAndToldOfChanges() {
        add("Start");
        assertThat(get(page("remove", "Start")))
                .contains("Remove Start?", "Readers of PhoneVerification 1.0.0 lose it at once.");
        edit("Start", "revision", "1", "summary", "New");

        HttpResponse<String> told = remove("Start", "1");
        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body()).contains("It stays as it is.", "name=\"revision\" value=\"2\"");

        assertThat(remove("Start", "2").statusCode()).isEqualTo(302);
        assertThat(get(LIST)).contains("Start is removed.", "No document yet");
    }

    @Test
    void aFileIsKeptAndNeverShown() {
        assertThat(send(ADD, "text/html", "b\u00f6se seite.html", "<script>alert(1)</script>")
                        .statusCode())
                .isEqualTo(302);
        assertThat(door.documents.find(Fixtures.PHONE_ID, "Guide").orElseThrow().file())
                .isEqualTo(new DocumentFile("text/html", "b\u00f6se seite.html", 25));
        String address = page("file", "Guide");
        assertThat(get(page("read", "Guide")))
                .contains("href=\"" + escaped(address) + "\"", "25 bytes")
                .doesNotContain("<script>alert");

        HttpResponse<String> file = door.http.get(address);

        assertThat(file.body()).isEqualTo("<script>alert(1)</script>");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(file.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox; frame-ancestors 'none'");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"b_se seite.html\"; filename*=UTF-8''b%C3%B6se%20seite.html");

        assertThat(edit("Guide", "revision", "1", "sourceType", "FILE", "summary", "Same file")
                        .statusCode())
                .isEqualTo(302);
        assertThat(door.http.get(address).body()).isEqualTo("<script>alert(1)</script>");
        edit("Guide", "revision", "2", "sourceType", "INLINE", "content", "text now");
        assertThat(door.http.get(address).statusCode()).isEqualTo(404);
    }

    @Test
    void anAddressIsALinkThatLeadsAway() {
        add("Forum", "sourceType", "URL", "docUrl", "https://example.com/?a=\u00fc&b='c");
        assertThat(get(page("read", "Forum")))
                .contains(
                        "<a href=\"https://example.com/?a=\u00fc&amp;b=&#39;c\" rel=\"nofollow noopener noreferrer\">");
        assertThat(door.documents
                        .find(Fixtures.PHONE_ID, "Forum")
                        .orElseThrow()
                        .details()
                        .source())
                .isEqualTo(DocumentSource.URL);
    }

    @Test
    void aNameIsTextWhateverItSays() {
        assertThat(add(HOSTILE, "content", "hello", "summary", HOSTILE).statusCode())
                .isEqualTo(302);
        for (String path : List.of(LIST, page("read", HOSTILE), page("edit", HOSTILE), page("remove", HOSTILE))) {
            HttpResponse<String> shown = door.http.get(path);
            assertThat(shown.statusCode()).as(path).isEqualTo(200);
            assertThat(shown.body())
                    .contains("&lt;script&gt;alert(", "{{ token }}")
                    .doesNotContain("<script>alert(", "\"><script");
        }
        assertThat(get(page("read", HOSTILE))).contains("<p>hello</p>");
        assertThat(edit(HOSTILE, "revision", "1", "content", "again").statusCode())
                .isEqualTo(302);
        assertThat(remove(HOSTILE, "2").statusCode()).isEqualTo(302);
        assertThat(door.documents.of(Fixtures.PHONE_ID)).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of(
                page("read", "No"),
                page("edit", "No"),
                page("remove", "No"),
                page("file", "No"),
                LIST.replace("1.0.0", "9"),
                ADD.replace("1.0.0", "9"))) {
            assertThat(door.http.get(path).statusCode()).as(path).isEqualTo(404);
        }
        add("Start");
        String token = token(ADD);
        door.apis.remove(Fixtures.PHONE_ID);
        assertThat(post(ADD, token, fields("Late")).statusCode()).isEqualTo(404);
        assertThat(post(page("edit", "Start"), token, fields("Start", "revision", "1"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void strangersAreSentToSignInAndFormsOfOthersDoNothing() {
        String token = token(ADD);
        assertThat(door.http.post(ADD, fields("Start").toArray(String[]::new)).statusCode())
                .isEqualTo(403);
        door.http.get(PublisherDoor.LOGIN + "?action=logout");
        for (String path : List.of(LIST, ADD, page("read", "x"), page("file", "x"))) {
            assertThat(door.http.get(path).headers().firstValue("Location").orElse(""))
                    .endsWith("/login.jag");
        }
        assertThat(post(ADD, token, fields("Start")).statusCode()).isEqualTo(403);
        assertThat(door.documents.of(Fixtures.PHONE_ID)).isEmpty();
    }

    @Test
    void whoOnlyPublishesReadsAndDoesNotWrite() {
        add("Start", "content", "hello");
        String token = token(ADD);
        door.http.get(PublisherDoor.LOGIN + "?action=logout");
        door.login("publisher");
        assertThat(get(LIST))
                .contains("Start")
                .doesNotContain("/apis/documents/edit", "/apis/documents/move", "/apis/edit");
        assertThat(get(LIST.replace("documents", "overview"))).contains("href=\"" + escaped(LIST) + "\"");
        assertThat(get(page("read", "Start"))).contains("<p>hello</p>");
        for (String path : List.of(ADD, page("edit", "Start"), page("remove", "Start"))) {
            assertThat(door.http.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(post(ADD, token, fields("Other")).statusCode()).isEqualTo(403);
        assertThat(names()).containsExactly("Start");
    }

    private List<String> names() {
        return door.documents.of(Fixtures.PHONE_ID).stream().map(Document::name).toList();
    }

    private String get(String path) {
        return door.http.get(path).body();
    }

    private static String page(String verb, String document) {
        return "/publisher/apis/documents/" + verb + API + "&document="
                + URLEncoder.encode(document, StandardCharsets.UTF_8);
    }

    private static String escaped(String address) {
        return address.replace("&", "&amp;");
    }

    private HttpResponse<String> add(String name, String... namesAndValues) {
        return post(ADD, token(ADD), fields(name, namesAndValues));
    }

    private HttpResponse<String> edit(String name, String... namesAndValues) {
        return post(page("edit", name), token(ADD), fields(name, namesAndValues));
    }

    private void move(String name, String before) {
        assertThat(post("/publisher/apis/documents/move" + API, token(ADD), List.of("document", name, "before", before))
                        .statusCode())
                .isEqualTo(302);
    }

    private HttpResponse<String> remove(String name, String revision) {
        return post(
                "/publisher/apis/documents/remove" + API, token(ADD), List.of("document", name, "revision", revision));
    }

    private String token(String page) {
        Matcher token = TOKEN.matcher(get(page));
        assertThat(token.find()).as("a form on " + page).isTrue();
        return token.group(1);
    }

    /** The first of each name counts. */
    private static List<String> fields(String name, String... namesAndValues) {
        List<String> fields = new ArrayList<>(List.of(namesAndValues));
        fields.addAll(
                List.of("docName", name, "docType", "HOW_TO", "sourceType", "INLINE", "docVisibility", "API_LEVEL"));
        fields.addAll(List.of("format", "text/markdown"));
        return fields;
    }

    private HttpResponse<String> post(String path, String token, List<String> fields) {
        List<String> all = new ArrayList<>(fields);
        all.addAll(List.of("csrf_token", token));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door.http.address() + path))
                .header("Content-Type", "application/x-www-form-urlencoded");
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < all.size(); i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(all.get(i))
                    .append('=')
                    .append(URLEncoder.encode(all.get(i + 1), StandardCharsets.UTF_8));
        }
        return door.http.send(request.POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpResponse<String> send(String path, String mediaType, String fileName, String content) {
        List<String> fields = fields("Guide", "sourceType", "FILE", "csrf_token", token(ADD));
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.size(); i += 2) {
            body.append("--b\r\nContent-Disposition: form-data; name=\"" + fields.get(i) + "\"\r\n\r\n"
                    + fields.get(i + 1) + "\r\n");
        }
        body.append("--b\r\nContent-Disposition: form-data; name=\"docLocation\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + mediaType + "\r\n\r\n" + content + "\r\n--b--\r\n");
        return door.http.send(HttpRequest.newBuilder(URI.create(door.http.address() + path))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }
}
