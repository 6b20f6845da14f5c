package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentFile;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripts document APIs as they did in 1.9. */
class DocumentBlocksTest {
    private static final String OK = "{\"error\" : false}";

    private final PublisherDoor door = new PublisherDoor();

    @BeforeEach
    void anApi() {
        door.apis.add(Fixtures.phoneVerification(), Fixtures.creation());
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void strangersAreToldSoWhateverTheySend() {
        for (String action :
                List.of("addDocumentation", "addInlineContent", "getInlineContent", "removeDocumentation")) {
            HttpResponse<String> answer = door.http.post(PublisherDoor.DOCS, "action", action);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"error\" : true, \"message\" : \"AuthenticateError\"}");
        }
    }

    @Test
    void aTextIsAddedWrittenReadAndRemoved() {
        door.login("admin");
        HttpResponse<String> added =
                add("Start", "docType", "how to", "sourceType", "INLINE", "summary", "Says <b>how</b>");
        assertThat(added.body()).isEqualTo(OK);
        assertThat(added.statusCode()).isEqualTo(200);
        assertThat(added.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain")
                .containsIgnoringCase("charset=utf-8");
        Document stored = stored("Start");
        assertThat(stored.details().type()).isEqualTo(DocumentType.HOW_TO);
        assertThat(stored.details().source()).isEqualTo(DocumentSource.INLINE);
        assertThat(stored.details().visibility()).isEqualTo(DocumentVisibility.API_LEVEL);
        assertThat(stored.details().summary()).isEqualTo("Says <b>how</b>");

        assertThat(call("addInlineContent", "Start", "content", "<h1>\u00dc</h1>\n<script>1</script>\r\n\"")
                        .body())
                .isEqualTo(OK);
        String row = "{\"providerName\" : \"admin\", \"apiName\" : \"PhoneVerification\", \"apiVersion\" : \"1.0.0\","
                + " \"docName\" : \"Start\", \"content\" : \"<h1>\u00dc</h1><script>1</script>\\r\\\"\"}";
        assertThat(call("getInlineContent", "Start").body())
                .isEqualTo("{\"doc\" : {\"provider\" : " + row + ", \"name\" : \"PhoneVerification\", \"version\" :"
                        + " \"1.0.0\", \"doc\" : " + row + "}, \"error\" : false}");
        assertThat(door.http
                        .get(PublisherDoor.DOCS + "?action=getInlineContent&provider=admin&apiName=PhoneVerification"
                                + "&version=1.0.0&docName=Start")
                        .body())
                .contains("\"error\" : false");

        assertThat(call("removeDocumentation", "Start", "docType", "How To").body())
                .isEqualTo(OK);
        assertThat(door.documents.of(Fixtures.PHONE_ID)).isEmpty();
    }

    @Test
    void whatIsNoSourceIsAText() {
        door.login("admin");
        assertThat(add("Start", "docType", "Samples", "sourceType", "anything").body())
                .isEqualTo(OK);
        assertThat(stored("Start").details().source()).isEqualTo(DocumentSource.INLINE);
    }

    @Test
    void anAddressIsAddedAndUpdated() {
        door.login("admin");
        String url = "https://example.com/?a=b&c=%20";
        assertThat(add(
                                "Forum",
                                "docType",
                                "Other",
                                "newType",
                                "Chat",
                                "sourceType",
                                "Url",
                                "docUrl",
                                url,
                                "mode",
                                "add",
                                "docVisibility",
                                "private")
                        .body())
                .isEqualTo(OK);
        assertThat(stored("Forum").details().url()).isEqualTo(url);
        assertThat(stored("Forum").details().otherType()).isEqualTo("Chat");
        assertThat(stored("Forum").details().visibility()).isEqualTo(DocumentVisibility.PRIVATE);

        assertThat(add(
                                "Forum",
                                "docType",
                                "Public Forum",
                                "sourceType",
                                "url",
                                "docUrl",
                                "https://example.org/",
                                "mode",
                                "Update",
                                "docVisibility",
                                "OWNER_ONLY")
                        .body())
                .isEqualTo(OK);
        assertThat(stored("Forum").details().url()).isEqualTo("https://example.org/");
        assertThat(stored("Forum").details().visibility()).isEqualTo(DocumentVisibility.OWNER_ONLY);
        assertThat(stored("Forum").revision()).isEqualTo(2);
        assertThat(call("getInlineContent", "Forum").body()).contains("\"content\" : \"\"");
    }

    @Test
    void aFileIsSentInAForm() {
        door.login("admin");
        assertThat(send("Guide", "application/pdf", "../../gu\u00ef d.pdf", "%PDF", "mode", "")
                        .body())
                .isEqualTo(OK);
        assertThat(stored("Guide").file()).isEqualTo(new DocumentFile("application/pdf", "gu\u00ef d.pdf", 4));
        assertThat(send("Guide", "application/pdf", "b.pdf", "%PDF-", "mode", "Update", "mimeType", "text/x-guide")
                        .body())
                .isEqualTo(OK);
        assertThat(stored("Guide").file()).isEqualTo(new DocumentFile("text/x-guide", "b.pdf", 5));
        assertThat(add("Guide", "docType", "Samples", "sourceType", "file", "mode", "Update", "summary", "New")
                        .body())
                .as("without another file")
                .isEqualTo(OK);
        assertThat(stored("Guide").file()).isEqualTo(new DocumentFile("text/x-guide", "b.pdf", 5));
    }

    @Test
    void eachNamedErrorOfAddingIsSaidUnderItsStatus() {
        door.login("admin");
        add("Start", "docType", "How To", "sourceType", "inline");
        refused(
                add("Start", "docType", "How To", "sourceType", "inline"),
                " Error occurred while adding the document. Start already exists for API PhoneVerification-1.0.0");
        refused(
                add("Nowhere", "docType", "How To", "sourceType", "inline", "mode", "Update"),
                " Error occurred while updating the document. Nowhere does not exist for API PhoneVerification-1.0.0");
        refused(
                add("File", "docType", "How To", "sourceType", "file"),
                " Error while creating an attachment for Document- File-1.0.0. Empty File Attachment.");
        refused(
                send("File", "text/plain", "a.txt", "", "mode", ""),
                " Error while creating an attachment for Document- File-1.0.0. Empty File Attachment.");
        refused(add("X", "docType", "How To", "sourceType", "inline", "mode", "update"), "Invalid request parameters");
        refused(add("", "docType", "How To", "sourceType", "inline"), " The parameter docName is missing");
        refused(
                add("X", "docType", "How To", "sourceType", "url", "docUrl", "javascript:alert(1)"),
                " url: javascript:alert(1) (expected: up to 2000 characters, with http:// or https://, a host and no user"
                        + " name)");
        assertThat(add("X", "docType", "Novel", "sourceType", "inline").body())
                .contains("docType: Novel (expected: How To");
        assertThat(add("X", "docType", "How To", "sourceType", "inline", "docVisibility", "OWNERONLY")
                        .body())
                .contains("docVisibility: OWNERONLY (expected: API_LEVEL");
        door.apis.remove(Fixtures.PHONE_ID);
        refused(
                add("X", "docType", "How To", "sourceType", "inline"),
                " Error occurred while getting API information of the api- PhoneVerification-1.0.0");
        assertThat(door.documents.of(Fixtures.PHONE_ID)).isEmpty();
    }

    @Test
    void otherErrorsAreToldUnder200() {
        door.login("admin");
        String unknown =
                "{\"error\" : true, \"message\" : \" document: Nowhere of API PhoneVerification-1.0.0 (expected: one"
                        + " that is there)\"}";
        for (String action : List.of("addInlineContent", "getInlineContent", "removeDocumentation")) {
            HttpResponse<String> answer = call(action, "Nowhere");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(unknown);
        }
        assertThat(door.http
                        .get(PublisherDoor.DOCS + "?action=removeDocumentation")
                        .body())
                .isEqualTo("{\"error\" : true, \"message\" : \"removeDocumentation is not supported\"}");
    }

    @Test
    void whoOnlySubscribesDoesNotComeInAndACreatorDoes() {
        door.login("creator");
        assertThat(add("Start", "docType", "How To", "sourceType", "inline").body())
                .isEqualTo(OK);
    }

    private static void refused(HttpResponse<String> answer, String message) {
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(answer.body()).isEqualTo("{\"error\" : true, \"message\" : \"" + message + "\"}");
    }

    private Document stored(String name) {
        return door.documents.find(Fixtures.PHONE_ID, name).orElseThrow();
    }

    private HttpResponse<String> add(String name, String... namesAndValues) {
        return call("addDocumentation", name, namesAndValues);
    }

    private HttpResponse<String> call(String action, String name, String... namesAndValues) {
        return door.http.post(
                PublisherDoor.DOCS, fields(action, name, namesAndValues).toArray(String[]::new));
    }

    private static List<String> fields(String action, String name, String... namesAndValues) {
        List<String> fields = new ArrayList<>(List.of(
                "action",
                action,
                "provider",
                "admin",
                "apiName",
                "PhoneVerification",
                "version",
                "1.0.0",
                "docName",
                name));
        fields.addAll(List.of(namesAndValues));
        return fields;
    }

    private HttpResponse<String> send(
            String name, String mediaType, String fileName, String content, String... namesAndValues) {
        List<String> fields = fields("addDocumentation", name, namesAndValues);
        fields.addAll(List.of("docType", "Samples", "sourceType", "file"));
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.size(); i += 2) {
            body.append("--b\r\nContent-Disposition: form-data; name=\"" + fields.get(i) + "\"\r\n\r\n"
                    + fields.get(i + 1) + "\r\n");
        }
        body.append("--b\r\nContent-Disposition: form-data; name=\"docLocation\"; filename=\""
                + fileName + "\"\r\nContent-Type: " + mediaType + "\r\n\r\n" + content
                + "\r\n--b--\r\n");
        return door.http.send(HttpRequest.newBuilder(URI.create(door.http.address() + PublisherDoor.DOCS))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }
}
