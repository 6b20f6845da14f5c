package org.gatehouse.gateway.handlers.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.testkit.InMemoryRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a collector on a real socket. */
final class TrackingTest {
    private static final String TENANT = UserName.SUPER_TENANT;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private HttpServer server;
    private Tracking tracking;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/batch", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        tracking = new Tracking(
                registry,
                new Collector(
                        URI.create("http://localhost:" + server.getAddress().getPort() + "/batch")));
        registry.guard(Tracking.PATH, tracking);
    }

    @AfterEach
    void stop() {
        tracking.close();
        server.stop(0);
    }

    @Test
    void nothingIsToldUntilATenantWantsItAndNothingOnceItDoesNot() throws Exception {
        tell("/one");
        assertThat(tracking.isOn(TENANT)).isFalse();
        settings("<GoogleAnalyticsTracking><Enabled>true</Enabled><TrackingID>UA-123-4</TrackingID>"
                + "</GoogleAnalyticsTracking>");
        tell("/phone/1.0.0/a b&c");

        String line = received.poll(10, TimeUnit.SECONDS);
        assertThat(line)
                .startsWith("v=1&t=pageview&aip=1&tid=UA-123-4&cid=")
                .contains("&dh=api.example", "&dp=%2Fphone%2F1.0.0%2Fa+b%26c", "&dt=admin--Phone%3Av1.0.0", "&ua=curl")
                .doesNotContain("10.1.2.3", "%2Fone");

        settings("<GoogleAnalyticsTracking><Enabled>false</Enabled></GoogleAnalyticsTracking>");
        tell("/two");
        assertThat(received.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aCollectorThatIsGoneHoldsNobodyUp() {
        settings("<GoogleAnalyticsTracking><Enabled>true</Enabled><TrackingID>UA-123-4</TrackingID>"
                + "</GoogleAnalyticsTracking>");
        server.stop(0);
        long begun = System.nanoTime();
        for (int i = 0; i < 50_000; i++) {
            tell("/many");
        }
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<GoogleAnalyticsTracking><Enabled>yes</Enabled></GoogleAnalyticsTracking>",
                "<GoogleAnalyticsTracking><Enabled>true</Enabled></GoogleAnalyticsTracking>",
                "<GoogleAnalyticsTracking><Enabled>true</Enabled><TrackingID>a&amp;tid=b</TrackingID></GoogleAnalyticsTracking>",
                "<GoogleAnalyticsTracking>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><GoogleAnalyticsTracking>&e;</GoogleAnalyticsTracking>",
            })
    void settingsThatCannotBeUsedAreRefusedAndTheOldOnesStay(String xml) {
        assertThatThrownBy(() -> settings(xml)).isInstanceOf(Invalid.class);
        assertThat(registry.find(TENANT, Tracking.PATH)).isEmpty();
    }

    private void settings(String xml) {
        registry.put(TENANT, RegistryFile.ofText(Tracking.PATH, "application/xml", xml));
    }

    private void tell(String path) {
        tracking.tell(TENANT, "10.1.2.3", "curl", "api.example", path, "admin--Phone:v1.0.0");
    }
}
