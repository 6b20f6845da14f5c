package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where an API is deployed: as the gateway tells, whoever has been at its files meanwhile. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeploymentsIT {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");
    private static final String API = "?name=Deployed&version=1.0.0&provider=admin";

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("deployed");
    private final Http http = new Http();
    private final String door;

    DeploymentsIT(Server server) {
        this.server = server;
        this.client = new Client(server).signIn();
        this.door = "https://localhost:" + server.https() + "/publisher";
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void whoeverIsAtTheFilesOfAGatewayIsSeen() throws IOException {
        String signIn = door + "/site/pages/login.jag";
        String token = token(http.get(signIn).body());
        http.postForm(signIn, Map.of("username", "admin", "password", "admin", "csrf_token", token));
        client.add(new ApiForm("Deployed", "/deployed", backend.address()).open());
        assertThat(page()).contains("Not there");
        client.publish("Deployed");
        assertThat(page()).contains("Serving", "Revision ").doesNotContain("Bring ");

        Path file = file();
        Files.writeString(file, Files.readString(file).replaceFirst("</api>", "<!-- mine --></api>"));
        becomes(file.getFileName() + " was edited by hand");
        assertThat(page()).contains("Refused");
        assertThat(bring()).contains("does not have Deployed 1.0.0 as it is stored", "was edited by hand");
        assertThat(Files.readString(file)).contains("<!-- mine -->");

        Files.delete(file);
        becomes("Behind");
        assertThat(call()).isEqualTo(404);
        assertThat(bring()).contains("has Deployed 1.0.0 as it is stored.", "Serving");
        assertThat(call()).isEqualTo(200);
    }

    private void becomes(String shown) {
        Eventually.within(
                Duration.ofSeconds(20), Duration.ofMillis(200), "the page says " + shown, () -> page().contains(shown));
    }

    private int call() {
        return client.call("http://localhost:" + server.gateway() + "/deployed/1.0.0/x")
                .statusCode();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(server.synapse("api"))) {
            return files.filter(file -> file.getFileName().toString().contains("Deployed"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String page() {
        return http.get(door + "/apis/gateways" + API).body();
    }

    /** Brings the gateway to what is stored, and shows what is said of it. */
    private String bring() {
        http.postForm(
                door + "/apis/gateways" + API,
                Map.of("environment", "Production and Sandbox", "csrf_token", token(page())));
        return page();
    }

    private static String token(String page) {
        Matcher found = TOKEN.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }
}
