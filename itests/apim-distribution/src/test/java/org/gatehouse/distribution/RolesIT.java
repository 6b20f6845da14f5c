package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role alone on a bare distribution: it installs, it serves, it goes again without a trace, it installs again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Map<String, Predicate<Server>> SERVING = Map.of(
            "publisher", server -> signsIn(server, "publisher"),
            "store", server -> page(server, "/store/apis/list") == 200 && signsIn(server, "store"),
            "console", server -> page(server, "/carbon/site/pages/login.jag") == 200,
            "keymanager", server -> page(server, "/oauth2/token") == 405 && listens(server.thrift()),
            "gateway", server -> listens(server.gatewayTls()) && notFound(server),
            "tiermanager", server -> server.says("apim:tiers").contains("Gold"));

    private static final Http HTTP = new Http();
    /** Looks at no page, so it has no cookie that a page sets. */
    private static final Http SCRIPT = new Http();

    private Server server;

    @BeforeAll
    void startBare() {
        server = Server.start("bare", 11_000, "none");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void nothingServesOnABareDistribution() {
        assertThat(listens(server.gateway())).isFalse();
        assertThat(server.shell("feature:list -i").lines().filter(line -> line.startsWith("apim-")))
                .singleElement()
                .asString()
                .startsWith("apim-boot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publisher", "store", "gateway", "keymanager", "tiermanager", "console"})
    void aRoleComesGoesAndComesAgain(String role) {
        for (int round = 1; round <= 2; round++) {
            server.shell("feature:install apim-" + role);
            Eventually.within(SOON, role + " serves", () -> serves(role));
            server.shell("feature:uninstall apim-" + role);
            Eventually.within(SOON, role + " is gone", () -> !serves(role));
        }
        assertThat(server.shell("bundle:list -s")
                        .lines()
                        .filter(line -> line.contains("org.gatehouse.") && !line.contains("org.gatehouse.boot")))
                .as("bundles that stayed")
                .isEmpty();
    }

    private boolean serves(String role) {
        try {
            return SERVING.get(role).test(server);
        } catch (UncheckedIOException cutOff) {
            return false; // it went, or was not there yet, between question and answer
        }
    }

    private static int page(Server server, String path) {
        if (!listens(server.https())) {
            return 0;
        }
        return HTTP.get("https://localhost:" + server.https() + path).statusCode();
    }

    /** Signing in asks the database. */
    private static boolean signsIn(Server server, String portal) {
        return listens(server.https())
                && SCRIPT.postForm(
                                "https://localhost:" + server.https() + "/" + portal
                                        + "/site/blocks/user/login/ajax/login.jag",
                                Map.of("action", "login", "username", "admin", "password", "admin"))
                        .body()
                        .contains("\"error\" : false");
    }

    private static boolean notFound(Server server) {
        return listens(server.gateway())
                && HTTP.get("http://localhost:" + server.gateway() + "/nothing").statusCode() == 404;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
