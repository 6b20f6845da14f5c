package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users who have forgotten their password, and users who want another. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecoveryIT {
    private final Server server;
    private final Client client;
    private final Path pictures = Path.of(System.getProperty("apim.work"), "pictures");
    private Client.Key key = new Client.Key("", "", "");

    RecoveryIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void nilsAndAnApplication() {
        UserAdmin.said(
                server, "admin", "admin", "<addUser><userName>nils</userName><password>forgotten</password></addUser>");
        key = client.signIn().addApplication("Forgetful").generateKey("Forgetful");
    }

    @Test
    void aLinkSetsANewPasswordOnce() throws Exception {
        String token = Client.json(asked("forgotten")).path("access_token").asText();
        URI link = link();

        try (Browser browser = new Browser()) {
            browser.open(link).shows("For nils");
            browser.picture(pictures.resolve("account-recovery.png"), 1000, false);
            browser.focus("#password");
            browser.type("remembered\t\tother-word\r").shows("The two passwords are not the same.");
            browser.focus("#password");
            browser.type("remembered\t\tremembered\r").shows("You have a new password");
            browser.open(link).shows("This link was used already, or is too old");
            browser.picture(pictures.resolve("account-recovery-used-dark.png"), 400, true);
        }

        assertThat(asked("remembered").statusCode()).isEqualTo(200);
        assertThat(asked("forgotten").statusCode()).isEqualTo(400);
        assertThat(Client.json(client.token(
                                "https://localhost:" + server.https() + "/oauth2/introspect",
                                key,
                                Map.of("token", token)))
                        .path("active")
                        .asBoolean())
                .as("what was issued with the old password")
                .isFalse();

        try (Browser browser = new Browser()) {
            browser.open(URI.create("https://localhost:" + server.https() + "/account/"))
                    .shows("to the Account");
            browser.focus("#username");
            browser.type("nils\tremembered\r").shows("Old password");
            browser.picture(pictures.resolve("account-password.png"), 1000, false);
            browser.focus("#old");
            browser.type("not this\t\tforgotten\t\tforgotten\r").shows("The old password is not right");
            browser.focus("#old");
            browser.type("remembered\t\tforgotten\t\tforgotten\r").shows("You have a new password");
        }
        assertThat(asked("forgotten").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyMakesOrChangesALink() {
        String link = link().toString();
        String forAdmin = link.replaceFirst(
                "code=[^.]+",
                "code="
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString("4102444800 admin@carbon.super".getBytes(StandardCharsets.UTF_8)));
        for (String wrong :
                new String[] {forAdmin, link + "x", link.substring(0, link.length() - 2), link.split("\\.")[0]}) {
            assertThat(new Http().get(wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        HttpResponse<String> posted = new Http()
                .postForm(
                        "https://localhost:" + server.https() + "/account/recovery",
                        Map.of(
                                "code",
                                forAdmin.substring(forAdmin.indexOf('=') + 1),
                                "password",
                                "mine-now",
                                "again",
                                "mine-now"));
        assertThat(posted.statusCode()).isEqualTo(400);
        assertThat(server.says("apim:account-recover nobody")).contains("does not exist");
    }

    private URI link() {
        String said = server.shell("apim:account-recover nils");
        return URI.create(said.lines()
                .map(String::trim)
                .filter(line -> line.startsWith("https://"))
                .findFirst()
                .orElseThrow());
    }

    private HttpResponse<String> asked(String password) {
        return client.token(
                "https://localhost:" + server.https() + "/oauth2/token",
                key,
                Map.of("grant_type", "password", "username", "nils", "password", password));
    }
}
