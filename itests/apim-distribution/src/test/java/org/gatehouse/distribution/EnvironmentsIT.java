package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A second gateway in a process of its own, for production keys, that asks the first server's key manager. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EnvironmentsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final Server second = Server.in("second", 13_000);
    private String shipped = "";
    private Client.Key key = new Client.Key("", "", "");

    EnvironmentsIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void startAndName() throws IOException {
        shipped = Files.readString(server.conf("api-manager.xml"));
        Path security = Files.createDirectories(second.home().resolve("repository/resources/security"));
        for (String file : new String[] {"gatehouse.p12", "store.password"}) {
            Files.copy(server.home().resolve("repository/resources/security").resolve(file), security.resolve(file));
        }
        Files.createDirectories(second.conf(""));
        Files.writeString(second.conf("api-manager.xml"), askingTheFirst());
        second.start("gateway");

        Files.writeString(server.conf("api-manager.xml"), withSecond());
        Eventually.within(
                SOON,
                "both gateways are known",
                () -> server.log().contains("Gateway of Second at localhost:" + second.https()));
        client.signIn().addApplication("Two gateways");
    }

    private String askingTheFirst() {
        return shipped.replaceAll(
                        "(<APIKeyValidator>\\s*(<!--.*?-->\\s*)?<ServerURL>)[^<]*",
                        "$1https://localhost:" + server.https() + "/services/")
                .replaceAll("<ThriftClientPort>\\d+", "<ThriftClientPort>" + (server.thrift() - second.offset()));
    }

    private String withSecond() {
        return shipped.replace(
                "</Environments>",
                "<Environment type=\"production\"><Name>Second</Name><ServerURL>https://localhost:" + second.https()
                        + "/services/</ServerURL><Username>admin</Username><Password>admin</Password>"
                        + "<GatewayEndpoint>http://localhost:" + second.gateway()
                        + "</GatewayEndpoint></Environment></Environments>");
    }

    @AfterAll
    void close() throws IOException {
        Files.writeString(server.conf("api-manager.xml"), shipped);
        second.close();
        backend.close();
    }

    @Test
    void whatIsPublishedServesOnBothAndWhatIsRevokedIsRefusedByBoth() {
        client.add(new ApiForm("Everywhere", "/everywhere", backend.address()).secured())
                .publish("Everywhere")
                .subscribe("Two gateways", "Everywhere", "Unlimited");
        key = client.generateKey("Two gateways");
        assertThat(call(server, "/everywhere", key.accessToken()).statusCode()).isEqualTo(200);
        assertThat(call(second, "/everywhere", key.accessToken()).body()).startsWith("behind GET /x");

        String token = Client.json(client.token(
                        "http://localhost:" + server.gateway() + "/token",
                        key,
                        Map.of("grant_type", "client_credentials", "scope", "device_2")))
                .path("access_token")
                .asText();
        assertThat(call(second, "/everywhere", token).statusCode()).isEqualTo(200);
        new Http()
                .postForm(
                        "http://localhost:" + server.gateway() + "/revoke",
                        Map.of("token", token),
                        "Authorization",
                        Client.basic(key.consumerKey(), key.consumerSecret()));
        assertThat(call(second, "/everywhere", token).statusCode()).isEqualTo(401);

        client.update(new ApiForm("Everywhere", "/everywhere", backend.address()).open());
        assertThat(client.call(url(second, "/everywhere")).statusCode()).isEqualTo(200);

        client.setStatus("Everywhere", "RETIRED");
        assertThat(client.call(url(second, "/everywhere")).statusCode()).isEqualTo(404);
        assertThat(client.call(url(server, "/everywhere")).statusCode()).isEqualTo(404);
    }

    @Test
    void aGatewayWhoseKeyManagerIsAwayAnswersWhatItKnowsAndRefusesTheRest() throws IOException {
        client.add(new ApiForm("Remembered", "/remembered", backend.address()).secured())
                .publish("Remembered")
                .subscribe("Two gateways", "Remembered", "Unlimited");
        String token = client.generateKey("Two gateways").accessToken();
        assertThat(call(second, "/remembered", token).statusCode()).isEqualTo(200);
        String asking = Files.readString(second.conf("api-manager.xml"));

        Files.writeString(
                second.conf("api-manager.xml"), asking.replaceAll("<ThriftClientPort>[-\\d]+", "<ThriftClientPort>1"));
        // Each of them another one: what the key manager said of a token is remembered, that there is none such, too.
        Eventually.within(SOON, "unknown tokens are refused", () -> unknown().statusCode() == 500);
        assertThat(unknown().body())
                .contains("<ams:code>900900</ams:code>", "The key manager cannot be reached")
                .doesNotContain("Exception", "at org.");
        assertThat(call(second, "/remembered", token).statusCode()).isEqualTo(200);

        Files.writeString(second.conf("api-manager.xml"), asking);
        Eventually.within(SOON, "it asks again", () -> unknown().statusCode() == 401);
        assertThat(call(second, "/remembered", token).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> unknown() {
        return call(second, "/remembered", "unknown" + System.nanoTime());
    }

    @Test
    void anApiGoesOnlyWhereItHasSomethingToCall() {
        client.add(new ApiForm("SandboxOnly", "/sandboxonly", backend.address())
                        .with(
                                "endpoint_config",
                                ApiForm.endpoint(backend.address()).replace("production", "sandbox"))
                        .open())
                .publish("SandboxOnly");
        assertThat(client.call(url(server, "/sandboxonly")).statusCode()).isNotEqualTo(404);
        assertThat(client.call(url(second, "/sandboxonly")).statusCode()).isEqualTo(404);
    }

    @Test
    void aGatewayThatRefusesKeepsTheApiOffBoth() throws IOException {
        Files.writeString(
                second.synapse("api").resolve("taken.xml"),
                "<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"taken\" context=\"/taken/1.0.0\">"
                        + "<resource methods=\"GET\"><inSequence><respond/></inSequence></resource></api>");
        Eventually.within(
                SOON,
                "the context is taken",
                () -> client.call(url(second, "/taken")).statusCode() == 200);
        client.add(new ApiForm("Taken", "/taken", backend.address()).open());

        assertThat(client.setStatus("Taken", "PUBLISHED").body()).contains("\"error\" : true", "Second", "warning");

        assertThat(client.status("Taken")).isEqualTo("CREATED");
        assertThat(client.call(url(server, "/taken")).statusCode()).isEqualTo(404);
    }

    @Test
    void aGatewayThatIsAwayIsNamedAndHasAllWhenItIsBack() {
        second.close();
        client.add(new ApiForm("Later", "/later", backend.address()).open());

        assertThat(client.setStatus("Later", "PUBLISHED").body())
                .contains("\"error\" : true", "PUBLISHED\\\" : \\\"Second", "warning");
        assertThat(client.status("Later")).isEqualTo("PUBLISHED");
        assertThat(client.call(url(server, "/later")).statusCode()).isEqualTo(200);

        second.start("gateway");
        Eventually.within(
                SOON,
                "the second has it, too",
                () -> client.call(url(second, "/later")).statusCode() == 200);
        // What it was to forget meanwhile is told to it all at once, and what others make it remember would go along.
        Eventually.within(
                SOON, "it is told what it has missed", () -> server.log().contains("has forgotten what it remembered"));
    }

    private HttpResponse<String> call(Server gateway, String context, String token) {
        return client.call(url(gateway, context), token);
    }

    private static String url(Server gateway, String context) {
        return "http://localhost:" + gateway.gateway() + context + "/1.0.0/x";
    }
}
