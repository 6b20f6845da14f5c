package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A template edited on disk: shown, applied to what is live, refused when it is broken. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TemplatesIT {
    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final Path template;
    private final String shipped;

    TemplatesIT(Server server) throws IOException {
        this.server = server;
        this.client = new Client(server);
        this.template = server.home().resolve("repository/resources/api_templates/velocity_template.xml");
        this.shipped = Files.readString(template);
    }

    @BeforeAll
    void publish() {
        client.signIn()
                .addApi("Templated", "/templated", backend.address(), "Gold")
                .publish("Templated")
                .addApi("AlsoTemplated", "/alsotemplated", backend.address(), "Gold")
                .publish("AlsoTemplated");
    }

    @AfterAll
    void close() throws IOException {
        Files.writeString(template, shipped);
        server.shell("apim:template-apply");
        backend.close();
    }

    @Test
    void anEditIsShownThenInForceAndABrokenOneChangesNothing() throws IOException {
        assertThat(server.shell("apim:template-apply --dry-run"))
                .contains("All live APIs are as the templates make them");

        Files.writeString(template, withHeader("one"));
        assertThat(server.shell("apim:template-apply --dry-run"))
                .contains(
                        "--- admin--Templated:v1.0.0 (live on Production and Sandbox)",
                        "+++ admin--AlsoTemplated:v1.0.0 (of the template)",
                        "+",
                        "X-Template",
                        "nothing is changed yet");
        assertThat(header("/templated")).isEmpty();

        assertThat(server.shell("apim:template-apply")).contains("admin--Templated:v1.0.0", "in force");
        assertThat(header("/templated")).contains("one");
        assertThat(header("/alsotemplated")).contains("one");

        Files.writeString(template, withHeader("two") + "\n#foreach(");
        assertThat(server.says("apim:template-apply")).contains("velocity_template.xml", "line");
        assertThat(header("/templated")).contains("one");

        Files.writeString(template, shipped.replace("<outSequence>", "<outSequence><nonsense/>"));
        assertThat(server.says("apim:template-apply")).contains("nonsense", "line");
        assertThat(header("/alsotemplated")).contains("one");
    }

    private String withHeader(String value) {
        return shipped.replace(
                "<outSequence>",
                "<outSequence><property name=\"X-Template\" value=\"" + value + "\" scope=\"transport\"/>");
    }

    private Optional<String> header(String context) {
        HttpResponse<String> answer = client.call("http://localhost:" + server.gateway() + context + "/1.0.0/open");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("X-Template");
    }
}
