package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An authorization server of another make takes the place of ours, and goes again, while the server runs. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OtherAuthorizationServerIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final Path settings;
    private final String shipped;
    private final int port = freePort();
    private final String issuer = "http://localhost:" + port;
    private Process other;

    OtherAuthorizationServerIT(Server server) throws IOException {
        this.server = server;
        this.client = new Client(server);
        this.settings = server.home().resolve("repository/conf/api-manager.xml");
        this.shipped = Files.readString(settings);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    void start() throws Exception {
        Path target = Path.of(System.getProperty("apim.other"));
        String classPath = target.resolve("classes") + ":" + Files.readString(target.resolve("class-path.txt"));
        other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dissuer=" + issuer,
                        "-Dserver.port=" + port,
                        "-Dserver.address=127.0.0.1",
                        "-cp",
                        classPath,
                        "org.example.other.OtherAuthorizationServer")
                .redirectErrorStream(true)
                .redirectOutput(target.resolve("other.log").toFile())
                .start();
        client.signIn()
                .addApi("Elsewhere", "/elsewhere", backend.address(), "Unlimited")
                .publish("Elsewhere")
                .addApplication("Own tokens")
                .subscribe("Own tokens", "Elsewhere", "Unlimited");
        Eventually.within(Duration.ofSeconds(60), "the other server is up", this::isUp);
    }

    private boolean isUp() {
        try {
            return new Http().get(issuer + "/.well-known/openid-configuration").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @AfterAll
    void stop() throws Exception {
        Files.writeString(settings, shipped);
        other.destroy();
        other.waitFor(20, TimeUnit.SECONDS);
        backend.close();
    }

    @Test
    void itsClientsAndTokensTakeThePlaceOfOurs() throws Exception {
        String own = client.generateKey("Own tokens").accessToken();
        assertThat(call(own)).isEqualTo(200);

        server.shell("feature:install apim-keymanager-oidc");
        Files.writeString(settings, chosen("introspection"));
        Eventually.within(SOON, "tokens are the other server's", () -> call(own) == 401);
        client.addApplication("Other tokens").subscribe("Other tokens", "Elsewhere", "Unlimited");
        Client.Key key = client.generateKey("Other tokens");

        assertThat(key.accessToken()).as("a JWT of the other server").startsWith("eyJ");
        assertThat(call(key.accessToken())).isEqualTo(200);
        assertThat(call(key.accessToken() + "x")).isEqualTo(401);
        // What the client has is for the other server only.
        assertThat(client.token(
                                "http://localhost:" + server.gateway() + "/token",
                                key,
                                Map.of("grant_type", "client_credentials"))
                        .statusCode())
                .isEqualTo(400);
        String another = Client.json(new Http()
                        .postForm(
                                issuer + "/oauth2/token",
                                Map.of("grant_type", "client_credentials"),
                                "Authorization",
                                Client.basic(key.consumerKey(), key.consumerSecret())))
                .path("access_token")
                .asText();
        assertThat(call(another)).isEqualTo(200);
        assertThat(new Http()
                        .postForm(
                                issuer + "/oauth2/revoke",
                                Map.of("token", another),
                                "Authorization",
                                Client.basic(key.consumerKey(), key.consumerSecret()))
                        .statusCode())
                .isEqualTo(200);

        Files.writeString(settings, chosen("keys"));
        String checkedByKeys = Client.json(new Http()
                        .postForm(
                                issuer + "/oauth2/token",
                                Map.of("grant_type", "client_credentials"),
                                "Authorization",
                                Client.basic(key.consumerKey(), key.consumerSecret())))
                .path("access_token")
                .asText();
        assertThat(call(checkedByKeys)).isEqualTo(200);
        String[] parts = checkedByKeys.split("\\.");
        assertThat(call(parts[0] + "." + parts[1] + ".")).isEqualTo(401);

        Files.writeString(settings, chosen("introspection"));
        other.destroy();
        assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Eventually.within(
                SOON,
                "a token that nobody can ask about is refused",
                () -> call("eyJ.not.seen" + System.nanoTime()) == 500);

        Files.writeString(settings, shipped);
        Eventually.within(SOON, "tokens are ours again", () -> call(own) == 200);
        assertThat(call(key.accessToken())).isEqualTo(401);
        server.shell("feature:uninstall apim-keymanager-oidc");
        assertThat(call(own)).isEqualTo(200);
    }

    private String chosen(String validation) {
        return shipped.replace("</APIManager>", """
                <APIKeyManager>
                    <KeyManagerClientImpl>oidc</KeyManagerClientImpl>
                    <Configuration>
                        <ServerURL>%s</ServerURL>
                        <Username>registrar</Username>
                        <Password>registrar-secret</Password>
                        <TokenValidation>%s</TokenValidation>
                    </Configuration>
                </APIKeyManager>
                </APIManager>""".formatted(issuer, validation));
    }

    private int call(String bearer) {
        return client.call("http://localhost:" + server.gateway() + "/elsewhere/1.0.0/phone/1", bearer)
                .statusCode();
    }
}
