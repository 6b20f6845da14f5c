package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** APIs as files on a real server: written, edited, shown, made of them, all or none. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchivesIT {
    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("of files");

    @TempDir
    Path folder;

    ArchivesIT(Server server) {
        this.server = server;
        this.client = new Client(server).signIn();
    }

    @BeforeAll
    void publish() {
        client.add(new ApiForm("Archived", "/archived", backend.address()).open())
                .publish("Archived");
        Client.good(client.publisher(
                "documentation/ajax/docs.jag",
                Map.of(
                        "action", "addDocumentation",
                        "provider", "admin",
                        "apiName", "Archived",
                        "version", "1.0.0",
                        "docName", "Begin here",
                        "docType", "how to",
                        "sourceType", "inline",
                        "docVisibility", "API_LEVEL",
                        "summary", "At first")));
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void aFolderOfApisIsKeptAsFilesAndMadeOfThem() {
        Path one = folder.resolve("one");
        assertThat(server.shell("apim:api-export Archived 1.0.0 " + one))
                .contains("api.yaml, definition.json, documents.yaml, documents/01-Begin-here.md");
        assertThat(one.resolve("api.yaml")).content().contains("name: Archived\n", "status: PUBLISHED\n");
        assertThat(server.launcher("sync", folder.toString())).contains("as it was", "0 of 1 changed.");

        // Another API of the same files, and the first one somewhere else.
        server.shell("apim:api-export Archived 1.0.0 " + folder.resolve("two"));
        edit("two/api.yaml", "name: Archived", "name: ArchivedToo");
        edit("two/api.yaml", "/archived/", "/archived-too/");
        edit("one/api.yaml", "/archived/", "/archived-anew/");

        assertThat(server.launcher("sync", "--dry-run", folder.toString()))
                .contains("-context: \"/archived/{version}\"", "+context: \"/archived-anew/{version}\"")
                .contains("ArchivedToo", "new", "2 of 2 would change; nothing has.");
        assertThat(status("/archived/1.0.0/a")).isEqualTo(200);

        assertThat(server.launcher("sync", folder.toString())).contains("2 of 2 changed.");
        assertThat(status("/archived-anew/1.0.0/a")).isEqualTo(200);
        assertThat(status("/archived-too/1.0.0/a")).isEqualTo(200);
        assertThat(status("/archived/1.0.0/a")).isEqualTo(404);
        assertThat(server.launcher("sync", folder.toString())).contains("0 of 2 changed.");

        // The second can't have the first one's place: neither is changed.
        edit("one/api.yaml", "status: PUBLISHED", "status: BLOCKED");
        edit("two/api.yaml", "/archived-too/", "/archived-anew/");
        assertThat(server.says("apim:api-import " + folder))
                .contains("archived-anew")
                .doesNotContain("changed.");
        assertThat(status("/archived-anew/1.0.0/a")).isEqualTo(200);
        assertThat(status("/archived-too/1.0.0/a")).isEqualTo(200);
        assertThat(client.status("Archived")).isEqualTo("PUBLISHED");
    }

    @Test
    void aZipDoesAsWellAndWhatIsNoApiIsToldSo() {
        Path zip = folder.resolve("a.zip");
        server.shell("apim:api-export Archived 1.0.0 " + zip);
        assertThat(server.launcher("sync", zip.toString())).contains("0 of 1 changed.");
        assertThat(server.says("apim:api-export Nobody 1.0.0 " + folder.resolve("nobody")))
                .contains("Nobody");
        assertThat(folder.resolve("nobody")).doesNotExist();
        Path empty = folder.resolve("empty");
        assertThat(server.says("apim:api-import " + empty)).contains("expected: a folder, or a zip");
    }

    private int status(String path) {
        return client.call("http://localhost:" + server.gateway() + path).statusCode();
    }

    private void edit(String file, String written, String instead) {
        try {
            String text = Files.readString(folder.resolve(file));
            assertThat(text).contains(written);
            Files.writeString(folder.resolve(file), text.replace(written, instead));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
