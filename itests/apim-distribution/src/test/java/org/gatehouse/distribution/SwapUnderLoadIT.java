package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store is taken out and put back while 200 calls a second flow through the gateway: not one may fail. */
@ExtendWith(SharedServer.class)
final class SwapUnderLoadIT {
    private static final int CALLS_A_SECOND = 200;

    @Test
    void swappingTheStoreFailsNoCall(Server server) throws InterruptedException {
        Client client = new Client(server).signIn();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger calls = new AtomicInteger();
        ScheduledExecutorService load = Executors.newScheduledThreadPool(8);
        try (Backend backend = new Backend("loaded")) {
            client.addApi("Loaded", "/loaded", backend.address(), "Unlimited")
                    .publish("Loaded")
                    .addApplication("LoadApplication")
                    .subscribe("LoadApplication", "Loaded", "Unlimited");
            String token = client.generateKey("LoadApplication").accessToken();
            String url = "http://localhost:" + server.gateway() + "/loaded/1.0.0/phone/1";
            Runnable call = () -> {
                try {
                    int status = client.call(url, token).statusCode();
                    calls.incrementAndGet();
                    if (status != 200) {
                        failures.add("status " + status);
                    }
                } catch (RuntimeException e) {
                    failures.add(e.toString());
                }
            };
            load.scheduleAtFixedRate(call, 0, 1_000_000 / CALLS_A_SECOND, TimeUnit.MICROSECONDS);
            long begun = System.nanoTime();
            server.shell("feature:uninstall apim-store");
            assertThat(client.call("https://localhost:" + server.https()
                                    + "/store/site/blocks/user/login/ajax/login.jag")
                            .statusCode())
                    .isEqualTo(404);
            server.shell("feature:install apim-store");
            load.shutdown();
            assertThat(load.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "Swap under load: %d calls in %.1f s, %d failed%n", calls.get(), seconds, failures.size());
            assertThat(failures).isEmpty();
            assertThat(calls.get()).isGreaterThan((int) (seconds * CALLS_A_SECOND / 2));
        } finally {
            load.shutdownNow();
        }
        new Client(server).signIn().addApplication("AfterTheSwap");
    }
}
