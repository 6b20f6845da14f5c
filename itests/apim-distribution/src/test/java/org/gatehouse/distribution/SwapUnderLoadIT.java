package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store is taken out and put back while 200 calls a second flow through the gateway: not one may fail. */
@ExtendWith(SharedServer.class)
final class SwapUnderLoadIT {
    private static final int CALLS_A_SECOND = 200;

    @Test
    void swappingTheStoreFailsNoCall(Server server) throws InterruptedException {
        Client client = new Client(server).signIn();
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
        try (Backend backend = new Backend("loaded")) {
            client.addApi("Loaded", "/loaded", backend.address(), "Unlimited")
                    .publish("Loaded")
                    .addApplication("LoadApplication")
                    .subscribe("LoadApplication", "Loaded", "Unlimited");
            String bearer = "Bearer " + client.generateKey("LoadApplication").accessToken();
            String url = "http://localhost:" + server.gateway() + "/loaded/1.0.0/phone/1";
            Http http = new Http();
            Queue<CompletableFuture<Integer>> calls = new ConcurrentLinkedQueue<>();
            ticks.scheduleAtFixedRate(
                    () -> calls.add(http.status(url, "Authorization", bearer)),
                    0,
                    1_000_000 / CALLS_A_SECOND,
                    TimeUnit.MICROSECONDS);
            long begun = System.nanoTime();
            server.shell("feature:uninstall apim-store");
            assertThat(client.call("https://localhost:" + server.https()
                                    + "/store/site/blocks/user/login/ajax/login.jag")
                            .statusCode())
                    .isEqualTo(404);
            server.shell("feature:install apim-store");
            ticks.shutdown();
            assertThat(ticks.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            double seconds = (System.nanoTime() - begun) / 1e9;
            List<String> failures = calls.stream()
                    .map(SwapUnderLoadIT::outcome)
                    .filter(outcome -> !outcome.equals("200"))
                    .toList();
            System.out.printf(
                    "Swap under load: %d calls in %.1f s, %d failed%n", calls.size(), seconds, failures.size());
            assertThat(failures).isEmpty();
            assertThat(calls.size()).isGreaterThan((int) (seconds * CALLS_A_SECOND * 0.9));
        } finally {
            ticks.shutdownNow();
        }
        new Client(server).signIn().addApplication("AfterTheSwap");
    }

    private static String outcome(CompletableFuture<Integer> call) {
        try {
            return call.get(30, TimeUnit.SECONDS).toString();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return e.toString();
        }
    }
}
