package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people write comes back as they wrote it, and is text wherever it is shown, whatever markup is in it. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MarkupIT {
    private static final String MARKUP =
            "R&D \"q\" 'a' &amp; <b data-evil>x</b><script data-evil>document.title='ran'</script>"
                    + "<img data-evil src=x onerror=\"document.title='ran'\">{{7*7}}\\ \u00e9\u2028";
    private static final String TAG = "\"><i data-evil onmouseover=document.title='ran'>t";

    private static final String DOCUMENT = "../\"><i data-evil>'d'</i>";

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("markup");
    private final String base;

    MarkupIT(Server server) {
        this.server = server;
        this.client = new Client(server).signIn();
        this.base = "https://localhost:" + server.https();
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void whatIsReadAndSentBackStaysAsItWas() {
        client.add(api("Kept", "/kept", MARKUP)).publish("Kept");
        for (int round = 0; round < 2; round++) {
            JsonNode read = read("Kept");
            assertThat(read.path("description").asText()).isEqualTo(MARKUP);
            assertThat(read.path("tags").asText()).isEqualTo(TAG);
            assertThat(read.path("bizOwner").asText()).isEqualTo(MARKUP.substring(0, 20));
            client.update(api("Kept", "/kept", read.path("description").asText()));
        }
        HttpResponse<String> listed = client.store(
                "api/listing/ajax/list.jag", Map.of("action", "getAllPublishedAPIs", "tenant", "carbon.super"));
        assertThat(described(listed, "/apis")).isEqualTo(MARKUP);
        assertThat(listed.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(listed.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void noMarkupOfAnybodyIsMarkupOnAPage() throws Exception {
        client.add(api("Shown", "/shown", MARKUP)).publish("Shown");
        client.store(
                "application/application-add/ajax/application-add.jag",
                Map.of(
                        "action", "addApplication",
                        "application", "Marked",
                        "tier", "Unlimited",
                        "callbackUrl", "",
                        "description", MARKUP));
        try (Browser browser = new Browser()) {
            browser.open(URI.create(base + "/store/apis/list")).shows("R&D \"q\" 'a' &amp; <b data-evil>x</b><script");
            isText(browser);
            browser.open(URI.create(base + "/store/apis/list?tag=" + URLEncoder.encode(TAG, StandardCharsets.UTF_8)))
                    .shows(TAG);
            isText(browser);
            for (String door : new String[] {"/store", "/publisher"}) {
                browser.open(URI.create(base + door + "/site/pages/login.jag")).shows("Password");
                browser.focus("#username").type("admin\tadmin\r");
                browser.isAt(base + door + "/apis");
            }
            browser.open(URI.create(base + "/publisher/apis?query=Shown")).shows("Shown");
            isText(browser);
            browser.open(URI.create(base + "/store/site/pages/applications.jag"))
                    .shows("<script data-evil>");
            isText(browser);
            // As a page of its own it is still no page.
            browser.open(URI.create(base + "/publisher/site/blocks/listing/ajax/item-list.jag?action=getAPI&name=Shown"
                            + "&version=1.0.0&provider=admin"))
                    .shows("<script data-evil>");
            isText(browser);
        }
    }

    @Test
    void nothingRunsOfADocument() throws Exception {
        client.add(api("Documented2", "/documented2", ""));
        String page = base + "/publisher/apis/documents/";
        String document = "?name=Documented2&version=1.0.0&provider=admin&document="
                + URLEncoder.encode(DOCUMENT, StandardCharsets.UTF_8);
        write("addDocumentation", Map.of("docType", "How To", "sourceType", "inline", "summary", MARKUP));
        write(
                "addInlineContent",
                Map.of("content", MARKUP + "<p>shown all the same</p><a href=\"javascript:1\">a</a>"));
        try (Browser browser = new Browser()) {
            browser.open(URI.create(base + "/publisher/site/pages/login.jag")).shows("Password");
            browser.focus("#username").type("admin\tadmin\r");
            browser.isAt(base + "/publisher/apis");
            browser.open(URI.create(page + "read" + document)).shows("shown all the same");
            isText(browser);
            assertThat(browser.script("String(document.querySelectorAll('[href^=javascript]').length)"))
                    .isEqualTo("0");
            browser.open(URI.create(page + "edit" + document)).shows("Show preview");
            isText(browser);
            browser.open(URI.create(base + "/publisher/apis/documents" + document))
                    .shows(DOCUMENT);
            isText(browser);
        }
    }

    private void write(String action, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(Map.of(
                "action",
                action,
                "provider",
                "admin",
                "apiName",
                "Documented2",
                "version",
                "1.0.0",
                "docName",
                DOCUMENT));
        all.putAll(fields);
        Client.good(client.publisher("documentation/ajax/docs.jag", all));
    }

    @Test
    void aClientsNameIsTextWhereItsUserIsAsked() throws Exception {
        HttpResponse<String> registered = new Http()
                .send(Http.request(
                                base + "/oauth2/register",
                                "Authorization",
                                Client.basic("admin", "admin"),
                                "Content-Type",
                                "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"client_name\":\"<b data-evil>\\u003cscript data-evil>\",\"redirect_uris\":[\"https://a.example/\"]}"))
                        .build());
        String clientId = Client.json(registered).path("client_id").asText();
        try (Browser browser = new Browser()) {
            browser.open(URI.create(
                            base + "/oauth2/authorize?response_type=code&redirect_uri=https%3A%2F%2Fa.example%2F"
                                    + "&client_id=" + clientId))
                    .shows("<b data-evil><script data-evil>");
            isText(browser);
            browser.focus("#username")
                    .type("admin\tadmin\r")
                    .shows("Allow access?")
                    .shows("<b data-evil><script data-evil>");
            isText(browser);
        }
    }

    @Test
    void aVersionThatNobodyCanCallIsRefusedWithWhatIsExpected() {
        JsonNode answer = Client.json(client.publisher(
                "item-add/ajax/add.jag",
                api("Uncalled", "/uncalled", "").with("version", "é").fields("addAPI")));
        assertThat(answer.path("error").asBoolean()).isTrue();
        assertThat(answer.path("message").asText())
                .contains("API version: é (expected: up to 30 letters from a to z, digits and . _ -");
    }

    private static void isText(Browser browser) {
        assertThat(browser.script("String(document.querySelectorAll('[data-evil]').length)"))
                .isEqualTo("0");
        assertThat(browser.script("document.title")).doesNotContain("ran");
    }

    private ApiForm api(String name, String context, String description) {
        return new ApiForm(name, context, backend.address())
                .open()
                .with("description", description)
                .with("tags", TAG)
                .with("bizOwner", MARKUP.substring(0, 20));
    }

    private JsonNode read(String name) {
        return Client.good(client.publisher(
                        "listing/ajax/item-list.jag",
                        Map.of("action", "getAPI", "name", name, "version", "1.0.0", "provider", "admin")))
                .path("api");
    }

    private static String described(HttpResponse<String> answer, String list) {
        for (JsonNode api : Client.good(answer).at(list)) {
            if (api.path("name").asText().equals("Kept")) {
                return api.path("description").asText();
            }
        }
        return "not listed: " + answer.body();
    }
}
