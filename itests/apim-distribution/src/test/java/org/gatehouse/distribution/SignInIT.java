package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Passwords from their first day on: where the one that everybody knows counts, what guesses come to, and that no call hangs on
 * anybody's password.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SignInIT {
    private static final String NEXT = "Changed123";
    private static final String[] PROXIED = {"X-Forwarded-For", "127.0.0.1"};

    private final Server server = Server.in("sign-in", 9_000);
    private final Client client = new Client(server);
    private final Backend backend = new Backend("behind");
    private Client.Key key;

    @BeforeAll
    void start() {
        server.start(null);
        client.signIn()
                .addApi("Trust", "/trust", backend.address(), "Unlimited")
                .publish("Trust")
                .addApplication("Parts")
                .subscribe("Parts", "Trust", "Unlimited");
        key = client.generateKey("Parts");
    }

    @AfterAll
    void stop() {
        server.close();
        backend.close();
    }

    @Test
    @Order(1)
    void thePasswordThatEverybodyKnowsCountsHereAndWithoutAProxyOnly() throws IOException {
        assertThat(Files.readString(server.home().resolve("data/sign-in"))).contains("from this machine only");
        assertThat(token(gateway() + "/token", "admin").statusCode()).isEqualTo(200);
        assertThat(token(https() + "/oauth2/token", "admin").statusCode()).isEqualTo(200);
        assertThat(login("admin").body()).contains("\"error\" : false");

        assertThat(token(gateway() + "/token", "admin", PROXIED).body()).contains("invalid_grant", "loopback");
        assertThat(token(gateway() + "/token", "admin", "X-Gatehouse-Client", "127.0.0.1 direct forged", "Via", "1.1 x")
                        .body())
                .contains("invalid_grant", "loopback");
        assertThat(token(https() + "/oauth2/token", "admin", PROXIED).body()).contains("invalid_grant", "loopback");
        assertThat(login("admin", PROXIED).body()).contains("\"error\" : true", "GATEHOUSE_ADMIN_PASSWORD");
        assertThat(login("admin", "Via", "1.1 proxy").body()).contains("\"error\" : true");
        assertThat(login("admin", "Forwarded", "for=127.0.0.1").body()).contains("\"error\" : true");
        assertThat(Files.readString(server.home().resolve("data/log/security.log")))
                .contains("user=admin@carbon.super from=127.0.0.1 (through a proxy)");
    }

    /** What would lock the parts out if they signed in as somebody. */
    @Test
    @Order(2)
    void guessesStopNoPart() {
        for (int i = 0; i < 5; i++) {
            assertThat(login("guess" + i).body()).contains("\"error\" : true");
        }
        assertThat(server.log()).contains("admin@carbon.super has to wait at 127.0.0.1");
        server.shell("apim:locks");
        server.shell("apim:unlock admin");
        assertThat(login("admin").body()).contains("\"error\" : false");
        server.shell("bundle:restart org.gatehouse.keys.thrift");
        callsGoOn();
    }

    @Test
    @Order(3)
    void aNewPasswordOfTheAdministratorCountsEverywhereAndStopsNoPart() {
        assertThat(UserAdmin.said(
                                server,
                                "admin",
                                "admin",
                                "<changePasswordByUser><userName>admin</userName><oldPassword>admin</oldPassword>"
                                        + "<newPassword>" + NEXT + "</newPassword></changePasswordByUser>")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.says("admin", NEXT, "bundle:restart org.gatehouse.keys.thrift"))
                .doesNotContainIgnoringCase("fail");
        callsGoOn();
        assertThat(login(NEXT).body()).contains("\"error\" : false");
        assertThat(login(NEXT, PROXIED).body()).contains("\"error\" : false");
        assertThat(token(gateway() + "/token", NEXT, PROXIED).statusCode()).isEqualTo(200);
        assertThat(token(gateway() + "/token", "admin").statusCode()).isEqualTo(400);
    }

    /** A token that nobody knows is asked about, a good one from memory or not: neither is an error of the server. */
    private void callsGoOn() {
        Eventually.within(Duration.ofSeconds(30), "the key manager is back", () -> call("unknown-1") == 401);
        for (int i = 2; i < 8; i++) {
            assertThat(call("unknown-" + i)).isEqualTo(401);
            assertThat(call(key.accessToken())).isEqualTo(200);
        }
    }

    private int call(String bearer) {
        return client.call(gateway() + "/trust/1.0.0/phone/1", bearer).statusCode();
    }

    private HttpResponse<String> token(String address, String password, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = Client.basic(key.consumerKey(), key.consumerSecret());
        System.arraycopy(headers, 0, all, 2, headers.length);
        return new Http()
                .postForm(address, Map.of("grant_type", "password", "username", "admin", "password", password), all);
    }

    private HttpResponse<String> login(String password, String... headers) {
        return new Http()
                .postForm(
                        https() + "/publisher/site/blocks/user/login/ajax/login.jag",
                        Map.of("action", "login", "username", "admin", "password", password),
                        headers);
    }

    private String https() {
        return "https://localhost:" + server.https();
    }

    private String gateway() {
        return "http://localhost:" + server.gateway();
    }
}
