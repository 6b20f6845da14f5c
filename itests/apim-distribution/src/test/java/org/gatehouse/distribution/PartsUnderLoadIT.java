package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parts are restarted while calls flow through the gateway: not one may fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PartsUnderLoadIT {
    /** More with {@code -Dapim.swaps=20}. */
    private static final int TIMES = Integer.getInteger("apim.swaps", 1);

    private Server server;
    private Backend backend;
    private String url;
    private String bearer;

    @BeforeAll
    void start() {
        server = Server.start("parts", 9_000, null);
        backend = new Backend("loaded");
        Client client = new Client(server)
                .signIn()
                .addApi("Parts", "/parts", backend.address(), "Unlimited")
                .publish("Parts")
                .addApplication("PartsApplication")
                .subscribe("PartsApplication", "Parts", "Unlimited");
        bearer = "Bearer " + client.generateKey("PartsApplication").accessToken();
        url = "http://localhost:" + server.gateway() + "/parts/1.0.0/phone/1";
    }

    @AfterAll
    void stop() {
        backend.close();
        server.close();
    }

    /** Who holds the gateway's ports and connections, and what is no bundle of its own or only there at the start. */
    private static final Set<String> PORTS =
            Set.of("org.gatehouse.boot", "org.gatehouse.container", "org.gatehouse.gateway.transport");

    @Test
    void restartingThemFailsNoCall() throws InterruptedException {
        List<String> bundles = server.shell("bundle:list -t 0 -s")
                .lines()
                .filter(line -> line.contains("org.gatehouse."))
                .map(line -> line.substring(line.indexOf("org.gatehouse.")).split("[ |]")[0])
                .filter(bundle -> !PORTS.contains(bundle))
                .toList();
        assertThat(bundles).hasSizeGreaterThan(20);
        try (Load load = new Load(url, bearer)) {
            for (int i = 0; i < TIMES; i++) {
                for (String bundle : bundles) {
                    load.now(bundle);
                    server.shell("bundle:restart " + bundle);
                }
            }
            failedNone(load);
        }
    }

    /** What it needs to be answered goes and comes meanwhile, and nobody waits for its end. */
    @Test
    void aLongCallInFlightIsAnsweredAndHoldsNobodyUp() throws Exception {
        try (Load load = new Load(url, bearer)) {
            CompletableFuture<Integer> held = new Http().status(url + "/held", "Authorization", bearer);
            backend.awaitHeldCall();
            for (String bundle : List.of("gateway", "gateway.handlers", "config", "gateway")) {
                load.now(bundle + " beside a long call");
                server.shell("bundle:restart org.gatehouse." + bundle);
            }
            failedNone(load);
            backend.letGo();
            assertThat(held.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    /** Tokens that are known stay good without the key manager. */
    @Test
    void takingOutFeaturesThatACallDoesNotNeedFailsNone() throws InterruptedException {
        try (Load load = new Load(url, bearer)) {
            for (String role : List.of("console", "publisher", "store", "tiermanager", "keymanager")) {
                load.now("apim-" + role + " goes");
                server.shell("feature:uninstall apim-" + role);
                load.now("apim-" + role + " comes");
                server.shell("feature:install apim-" + role);
            }
            failedNone(load);
        }
    }

    private static void failedNone(Load load) throws InterruptedException {
        int expected = load.expected();
        Map<String, Map<String, Integer>> outcomes = load.end();
        outcomes.forEach((what, each) -> System.out.println(what + " " + each));
        assertThat(outcomes.values()).allSatisfy(each -> assertThat(each).containsOnlyKeys("200"));
        assertThat(outcomes.values().stream().mapToInt(each -> each.get("200")).sum())
                .isGreaterThan(expected);
    }
}
