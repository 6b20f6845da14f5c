package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts are restarted while calls flow through the gateway: not one may fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PartsUnderLoadIT {
    /** More with {@code -Dapim.swaps=20}. */
    private static final int TIMES = Integer.getInteger("apim.swaps", 1);

    private static final Pattern METASPACE = Pattern.compile("Both: +([\\d.]+) MB used");
    private static final int GENERATION_MEGABYTES = 60;
    /** Those of the web server and the workers stay for a minute after the load. */
    private static final int MOST_THREADS = 600;

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

    /** A refresh, and an update with one, takes all along that is wired to the bundle. */
    @ParameterizedTest
    @ValueSource(strings = {"restart", "refresh", "update --refresh"})
    void swappingThemFailsNoCall(String verb) throws InterruptedException {
        List<String> bundles = own().keySet().stream().toList();
        assertThat(bundles).hasSizeGreaterThan(25);
        Footprint before = footprint();
        System.out.println("before: " + before);
        try (Load load = new Load(url, bearer)) {
            for (int i = 0; i < TIMES; i++) {
                for (String bundle : bundles) {
                    load.now(verb + " " + bundle);
                    server.shell("bundle:" + verb + " " + bundle);
                    awaitAll(bundles.size());
                }
            }
            failedNone(load);
        }
        awaitSmall(before);
    }

    /** What still ends with an old generation, and what the collector takes in its second round, has a minute. */
    private void awaitSmall(Footprint before) {
        Eventually.within(Duration.ofMinutes(1), "no generation is kept", () -> {
            Footprint now = footprint();
            System.out.println("after: " + now);
            return now.metaspace() < before.metaspace() + GENERATION_MEGABYTES
                    && now.heap() < before.heap() + GENERATION_MEGABYTES
                    && now.threads() < MOST_THREADS;
        });
    }

    /** Our bundles and whether they are active; the one that is a fragment of the web server is not by itself. */
    private Map<String, Boolean> own() {
        return server.says("bundle:list -t 0 -s")
                .lines()
                .filter(line -> line.contains("org.gatehouse.") && !line.contains("org.gatehouse.container"))
                .collect(Collectors.toMap(
                        line -> line.substring(line.indexOf("org.gatehouse.")).split("[ |]")[0],
                        line -> line.contains("Active"),
                        (one, other) -> one && other,
                        TreeMap::new));
    }

    /** A refresh goes on when its command has ended; while identities go and come, the shell lets nobody in. */
    private void awaitAll(int expected) {
        // Each look starts a shell's client, on the processors of the server that it looks at.
        Eventually.within(Duration.ofMinutes(1), Duration.ofMillis(500), "all are active again", () -> {
            Map<String, Boolean> own = own();
            return own.size() == expected && !own.containsValue(false);
        });
    }

    private Footprint footprint() {
        long heap = server.heap() / 1_000_000;
        Matcher metaspace = METASPACE.matcher(server.jcmd("VM.metaspace basic scale=MB"));
        assertThat(metaspace.find()).isTrue();
        long threads = server.jcmd("Thread.print")
                .lines()
                .filter(line -> line.startsWith("\""))
                .count();
        return new Footprint(heap, Math.round(Double.parseDouble(metaspace.group(1))), threads);
    }

    /** After a collection, in megabytes. */
    private record Footprint(long heap, long metaspace, long threads) {}

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
            // Now its loop has no classes any more but those that it has loaded.
            load.now("the ports beside a long call");
            server.shell("bundle:refresh org.gatehouse.gateway.transport");
            awaitAll(own().size());
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
