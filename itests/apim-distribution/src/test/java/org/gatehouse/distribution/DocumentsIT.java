package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents of APIs on a real server: written by scripts, kept in the database, read on pages. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DocumentsIT {
    private static final String DOCS = "documentation/ajax/docs.jag";
    private static final String HOSTILE = "../x/\"'<script>alert(1)</script> \u00fc \u4f60%00";

    private final Client client;
    private final Http http = new Http();
    private final Backend backend = new Backend("documented");
    private final String publisher;

    DocumentsIT(Server server) {
        this.client = new Client(server).signIn();
        this.publisher = "https://localhost:" + server.https() + "/publisher";
    }

    @BeforeAll
    void fill() {
        client.addApi("Documented", "/documented", backend.address(), "Unlimited");
        Client.good(http.postForm(
                publisher + "/site/blocks/user/login/ajax/login.jag",
                Map.of("action", "login", "username", "admin", "password", "admin")));
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void aTextIsWrittenReadAndRemoved() {
        Client.good(call("Documented", "addDocumentation", HOSTILE, "docType", "How To", "sourceType", "inline"));
        Client.good(
                call("Documented", "addInlineContent", HOSTILE, "content", "<h1>Hi</h1>\n<script>alert(1)</script>"));

        JsonNode read = Client.json(call("Documented", "getInlineContent", HOSTILE));
        assertThat(read.at("/doc/provider/content").asText()).isEqualTo("<h1>Hi</h1><script>alert(1)</script>");
        assertThat(read.at("/doc/doc/docName").asText()).isEqualTo(HOSTILE);
        assertThat(page("read", "Documented", HOSTILE).body())
                .contains("<h3>Hi</h3>", "&lt;script&gt;")
                .doesNotContain("<script>alert");

        Client.good(call("Documented", "removeDocumentation", HOSTILE, "docType", "How To"));
        assertThat(page("read", "Documented", HOSTILE).statusCode()).isEqualTo(404);
    }

    @Test
    void aFileOfTenMegabytesComesBackAndALongerOneIsRefused() {
        StringBuilder long1 = new StringBuilder();
        while (long1.length() < 10_000_000) {
            long1.append("0123456789");
        }
        String tenMegabytes = long1.toString();
        Client.good(send("Big", "b\u00edg \u4f60.html", tenMegabytes));

        HttpResponse<String> file = page("file", "Documented", "Big");
        assertThat(file.body().equals(tenMegabytes)).isTrue();
        assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"b_g _.html\"; filename*=UTF-8''b%C3%ADg%20%E4%BD%A0.html");

        for (int more : new int[] {1, 1_000_000}) {
            HttpResponse<String> longer = send("Bigger", "bigger.html", tenMegabytes + "x".repeat(more));
            assertThat(longer.statusCode()).isEqualTo(500);
            assertThat(longer.body()).contains("file: " + (10_000_000 + more) + " bytes (expected: up to 10000000)");
        }
        assertThat(page("read", "Documented", "Bigger").statusCode()).isEqualTo(404);
        assertThat(http.get(publisher + "/apis").statusCode()).isEqualTo(200);
    }

    @Test
    void theStoreHasWhatIsForReaders() {
        client.publish("Documented");
        Client.good(call(
                "Documented",
                "addDocumentation",
                "Ours",
                "docType",
                "How To",
                "sourceType",
                "inline",
                "docVisibility",
                "OWNER_ONLY"));
        Client.good(call("Documented", "addDocumentation", "Theirs", "docType", "How To", "sourceType", "inline"));
        Client.good(call("Documented", "addInlineContent", "Theirs", "content", "<b>Hi</b>"));
        Client.good(send("Sample", "s\u00e1mple.txt", "enclosed"));

        JsonNode listed = Client.good(client.store(
                        "api/listing/ajax/list.jag",
                        Map.of(
                                "action", "getAllDocumentationOfApi",
                                "name", "Documented",
                                "version", "1.0.0",
                                "provider", "admin")))
                .path("documentations");
        assertThat(listed.findValuesAsText("name")).contains("Theirs", "Sample").doesNotContain("Ours");
        assertThat(listed.findValuesAsText("content")).contains("<b>Hi</b>");
        for (JsonNode document : listed) {
            if (document.path("name").asText().equals("Sample")) {
                HttpResponse<String> file = client.store(
                        "api/documentation/view/ajax/file-docs.jag",
                        Map.of(
                                "action",
                                "getFileDocumentByFilePath",
                                "filePath",
                                document.path("filePath").asText()));
                assertThat(file.body()).isEqualTo("enclosed");
                assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
                return;
            }
        }
        throw new AssertionError("not listed: " + listed);
    }

    @Test
    void documentsGoWithTheirApi() {
        client.addApi("Passing", "/passing", backend.address(), "Unlimited");
        Client.good(call("Passing", "addDocumentation", "Start", "docType", "How To", "sourceType", "inline"));
        Client.good(client.publisher(
                "item-add/ajax/remove.jag",
                Map.of("action", "removeAPI", "name", "Passing", "version", "1.0.0", "provider", "admin")));

        HttpResponse<String> late = call("Passing", "addInlineContent", "Start", "content", "x");
        assertThat(late.body()).contains("Error occurred while getting API information of the api- Passing-1.0.0");
        client.addApi("Passing", "/passing", backend.address(), "Unlimited");
        assertThat(http.get(publisher + "/apis/documents?name=Passing&version=1.0.0&provider=admin")
                        .body())
                .contains("No document yet");
    }

    private HttpResponse<String> call(String api, String action, String name, String... namesAndValues) {
        return client.publisher(DOCS, fields(api, action, name, namesAndValues));
    }

    private static Map<String, String> fields(String api, String action, String name, String... namesAndValues) {
        Map<String, String> fields = new HashMap<>(
                Map.of("action", action, "provider", "admin", "apiName", api, "version", "1.0.0", "docName", name));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private HttpResponse<String> page(String verb, String api, String document) {
        return http.get(publisher + "/apis/documents/" + verb + "?"
                + Http.encode(Map.of("name", api, "version", "1.0.0", "provider", "admin", "document", document)));
    }

    private HttpResponse<String> send(String name, String fileName, String content) {
        Map<String, String> fields =
                fields("Documented", "addDocumentation", name, "docType", "Samples", "sourceType", "file");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            for (Map.Entry<String, String> field : fields.entrySet()) {
                body.write(("--b\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                                + field.getValue() + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            body.write(("--b\r\nContent-Disposition: form-data; name=\"docLocation\"; filename=\"" + fileName
                            + "\"\r\nContent-Type: text/html\r\n\r\n" + content + "\r\n--b--\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
        return http.send(
                Http.request(publisher + "/site/blocks/" + DOCS, "Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build());
    }
}
