package org.gatehouse.web.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.testkit.Fixtures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripts read documents as they did in 1.9. */
class StoreDocumentsTest {
    private static final String LIST = StoreDoor.BLOCKS + "api/listing/ajax/list.jag";
    private static final String FILE = StoreDoor.BLOCKS + "api/documentation/view/ajax/file-docs.jag";
    private static final String PATH = "/registry/resource/_system/governance/apimgt/applicationdata/provider/admin"
            + "/PhoneVerification/1.0.0/documentation/files/";

    private final StoreDoor door = new StoreDoor();

    @BeforeEach
    void anApi() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void whatMayBeReadIsListed() {
        add(
                "Start",
                DocumentSource.INLINE,
                DocumentVisibility.API_LEVEL,
                DocumentContent.ofText("text/html", "<b>\u00fc</b>"));
        add("Forum", DocumentSource.URL, DocumentVisibility.PRIVATE, null);
        Document guide = add("Guide", DocumentSource.FILE, DocumentVisibility.API_LEVEL, upload("a b.pdf"));
        add(
                "Notes",
                DocumentSource.INLINE,
                DocumentVisibility.OWNER_ONLY,
                DocumentContent.ofText("text/html", "secret"));
        door.login("admin");

        String expected = "{\"error\" : false, \"documentations\" : ["
                + "{\"name\" : \"Start\", \"sourceType\" : \"INLINE\", \"summary\" : \"About\", \"content\" : \"<b>\u00fc</b>\","
                + " \"sourceUrl\" : null, \"filePath\" : null, \"type\" : \"Other\", \"otherTypeName\" : \"Poem\"}, "
                + "{\"name\" : \"Forum\", \"sourceType\" : \"URL\", \"summary\" : \"About\", \"content\" : null,"
                + " \"sourceUrl\" : \"https://example.com/\", \"filePath\" : null, \"type\" : \"Other\", \"otherTypeName\" :"
                + " \"Poem\"}, "
                + "{\"name\" : \"Guide\", \"sourceType\" : \"FILE\", \"summary\" : \"About\", \"content\" : null, \"sourceUrl\" :"
                + " null, \"filePath\" : \"" + PATH + guide.number() + "/a%20b.pdf\", \"type\" : \"Other\","
                + " \"otherTypeName\" : \"Poem\"}]}";
        for (String action : List.of("getAllDocumentationOfApi", "getAllDocumentationOfAPI")) {
            assertThat(list(action).body()).isEqualTo(expected);
        }
        assertThat(door.http
                        .get(LIST + "?action=getAllDocumentationOfApi&name=Other&version=1&provider=admin")
                        .body())
                .isEqualTo("{\"error\" : true, \"message\" : \"Error occurred while executing the action"
                        + " getAllDocumentationOfApi\"}");
    }

    @Test
    void aFileIsSentToKeep() {
        Document guide = add("Guide", DocumentSource.FILE, DocumentVisibility.API_LEVEL, upload("<gu\u00ef>/d.html"));
        door.login("admin");
        for (String path : List.of(
                PATH + guide.number() + "/%3Cgu%C3%AF%3E%2Fd.html",
                PATH + "<gu\u00ef>/d.html",
                "/apimgt/applicationdata/provider/admin/PhoneVerification/1.0.0/documentation/files/<gu\u00ef>/d.html")) {
            HttpResponse<String> answer = file(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("<script>");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"<gu_>_d.html\"; filename*=UTF-8''%3Cgu%C3%AF%3E%2Fd.html");
        }
    }

    @Test
    void whatMayNotBeReadIsNoFile() {
        Document secret = add("Guide", DocumentSource.FILE, DocumentVisibility.OWNER_ONLY, upload("secret.pdf"));
        Document text = add("Text", DocumentSource.INLINE, DocumentVisibility.API_LEVEL, upload("text"));
        door.apis.add(
                Fixtures.api(new ApiId(UserName.parse("bob@a.com"), "Far", "1.0.0"), "/t/a.com/far"),
                Fixtures.creation());
        door.login("admin");
        for (String path : List.of(
                PATH + secret.number() + "/secret.pdf",
                PATH + "secret.pdf",
                PATH + text.number() + "/text",
                PATH + "../../../../../../../../etc/passwd",
                PATH + "%2e%2e%2fsecret.pdf",
                "/etc/passwd",
                "file:///etc/passwd",
                PATH.replace("1.0.0", "9") + "secret.pdf",
                PATH.replace("/admin/", "/ /") + "secret.pdf",
                PATH.replace("/admin/PhoneVerification/", "/bob-AT-a.com/Far/") + "x",
                "%")) {
            HttpResponse<String> answer = file(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo("{\"error\" : true, \"message\" : \"No Document found in the given filePath " + path
                            + "\"}");
        }
    }

    @Test
    void strangersAreToldSo() {
        String told = "{\"error\" : true, \"message\" : \"Please login with a valid username/password\"}";
        assertThat(list("getAllDocumentationOfApi").body()).isEqualTo(told);
        assertThat(file(PATH + "a.pdf").body()).isEqualTo(told);
    }

    private HttpResponse<String> list(String action) {
        return door.http.get(LIST + "?action=" + action + "&name=PhoneVerification&version=1.0.0&provider=admin");
    }

    private HttpResponse<String> file(String path) {
        return door.http.get(
                FILE + "?action=getFileDocumentByFilePath&filePath=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    private static DocumentContent upload(String name) {
        return new DocumentContent("text/html", name, "<script>".getBytes(StandardCharsets.UTF_8));
    }

    private Document add(
            String name, DocumentSource source, DocumentVisibility visibility, @Nullable DocumentContent content) {
        String url = source == DocumentSource.URL ? "https://example.com/" : "";
        DocumentDetails details =
                new DocumentDetails(name, DocumentType.OTHER, "Poem", "About", source, url, visibility);
        return door.documents.add(
                Fixtures.PHONE_ID, new DocumentDraft(details, content, Fixtures.NOON, Fixtures.ADMIN));
    }
}
