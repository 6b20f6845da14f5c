package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Key validation over Thrift by a client in Python, generated from the IDL that the distribution has. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ThriftClientIT {
    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");

    private final Path folder;
    private String token = "";

    ThriftClientIT(Server server, @TempDir Path folder) {
        this.server = server;
        this.folder = folder;
        this.client = new Client(server);
    }

    @BeforeAll
    void publish() throws Exception {
        client.signIn()
                .addApi("Snake", "/snake", backend.address(), "Unlimited")
                .publish("Snake")
                .addApplication("Charmer")
                .subscribe("Charmer", "Snake", "Unlimited");
        token = client.generateKey("Charmer").accessToken();
        Path idl = server.home().resolve("repository/resources/thrift/keys.thrift");
        run("thrift", "--gen", "py", "-out", folder.toString(), idl.toString());
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void aClientOfAnotherLanguageGetsTheWholeVerdict() throws Exception {
        JsonNode said = asked("admin", token);

        JsonNode verdict = said.path("verdict");
        assertThat(verdict.path("authorized").asBoolean()).isTrue();
        assertThat(verdict.path("apiName").asText()).isEqualTo("Snake");
        assertThat(verdict.path("apiPublisher").asText()).isEqualTo("admin");
        assertThat(verdict.path("applicationName").asText()).isEqualTo("Charmer");
        assertThat(verdict.path("applicationTier").asText()).isEqualTo("Unlimited");
        assertThat(verdict.path("subscriber").asText()).isEqualTo("admin");
        assertThat(verdict.path("endUserName").asText()).isEqualTo("admin@carbon.super");
        assertThat(verdict.path("tier").asText()).isEqualTo("Unlimited");
        assertThat(verdict.path("type").asText()).isEqualTo("PRODUCTION");
        assertThat(verdict.path("consumerKey").asText()).hasSize(28);
        assertThat(verdict.path("validityPeriod").asLong()).isPositive();
        assertThat(said.path("resources").toString())
                .contains("GET /phone/* Any", "POST /phone/* Any", "GET /open None");
        assertThat(said.path("stranger").asText()).isEqualTo("Invalid session id for thrift authenticator.");
    }

    @Test
    void anUnknownTokenIsRefusedByItsNumberAndAWrongPasswordByWords() throws Exception {
        JsonNode verdict = asked("admin", "unknown").path("verdict");
        assertThat(verdict.path("authorized").asBoolean()).isFalse();
        assertThat(verdict.path("validationStatus").asInt()).isEqualTo(900901);

        assertThat(asked("wrong", token).path("refused").asText()).contains("wrong user name or password");
    }

    private JsonNode asked(String password, String bearer) throws Exception {
        Path script = Path.of(ThriftClientIT.class.getResource("/validate.py").toURI());
        return Client.json(run(
                python(),
                script.toString(),
                folder.toString(),
                "" + server.https(),
                "" + server.thrift(),
                "admin",
                password,
                "/snake/1.0.0",
                "1.0.0",
                bearer,
                "Any",
                "/phone/*",
                "GET"));
    }

    private static String python() {
        return Stream.of("/usr/bin/python3", "python3")
                .filter(program -> program.indexOf('/') < 0 || Files.isExecutable(Path.of(program)))
                .findFirst()
                .orElseThrow();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
