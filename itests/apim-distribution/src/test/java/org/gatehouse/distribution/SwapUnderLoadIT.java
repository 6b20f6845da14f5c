package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store is taken out and put back while 200 calls a second flow through the gateway: not one may fail. */
@ExtendWith(SharedServer.class)
final class SwapUnderLoadIT {
    @Test
    void swappingTheStoreFailsNoCall(Server server) throws InterruptedException {
        Client client = new Client(server).signIn();
        try (Backend backend = new Backend("loaded")) {
            client.addApi("Loaded", "/loaded", backend.address(), "Unlimited")
                    .publish("Loaded")
                    .addApplication("LoadApplication")
                    .subscribe("LoadApplication", "Loaded", "Unlimited");
            String bearer = "Bearer " + client.generateKey("LoadApplication").accessToken();
            try (Load load = new Load("http://localhost:" + server.gateway() + "/loaded/1.0.0/phone/1", bearer)) {
                server.shell("feature:uninstall apim-store");
                assertThat(client.call("https://localhost:" + server.https()
                                        + "/store/site/blocks/user/login/ajax/login.jag")
                                .statusCode())
                        .isEqualTo(404);
                server.shell("feature:install apim-store");
                int expected = load.expected();
                Map<String, Integer> outcomes = load.end().get("");
                System.out.println("Swap under load: " + outcomes);
                assertThat(outcomes).containsOnlyKeys("200");
                assertThat(outcomes.get("200")).isGreaterThan(expected);
            }
        }
        new Client(server).signIn().addApplication("AfterTheSwap");
    }
}
