package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.EndpointAddress;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.fetch.Encounter;
import org.gatehouse.domain.fetch.Probe;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.junit.jupiter.api.Test;

class EndpointTestsTest {
    private static final ApiId ID = Fixtures.PHONE_ID;

    private final InMemoryApis apis = new InMemoryApis();
    private final List<String> asked = new ArrayList<>();
    private Probe probe = this::answered;
    private final EndpointTests tests =
            new EndpointTests(apis, (who, address, longest) -> probe.meet(who, address, longest));

    private Optional<Encounter> answered(Account who, URI address, Duration longest) {
        asked.add(who.user() + " " + address);
        return Optional.of(new Encounter(204, Duration.ofMillis(3), null, ""));
    }

    @Test
    void bothSidesAreAskedInTheCallersName() {
        stored(Map.of(
                "endpoint_type", "http",
                "production_endpoints", Map.of("url", "http://h/p"),
                "sandbox_endpoints", Map.of("url", "http://h/s")));

        List<EndpointTest> run = tests.run(Fixtures.ADMIN_CALLER, ID);

        assertThat(asked).containsExactly("admin http://h/p", "admin http://h/s");
        assertThat(run)
                .extracting(EndpointTest::endpoint)
                .containsExactly(new EndpointAddress(true, "http://h/p"), new EndpointAddress(false, "http://h/s"));
        assertThat(run)
                .allSatisfy(test ->
                        assertThat(test.encounter()).isEqualTo(new Encounter(204, Duration.ofMillis(3), null, "")));
    }

    @Test
    void whatIsNoAddressByItselfIsToldAndNotAsked() {
        stored(Map.of(
                "endpoint_type",
                "load_balance",
                "production_endpoints",
                List.of(
                        Map.of("url", "http://{uri.var.host}/"),
                        Map.of("url", "http://a b/"),
                        Map.of("url", "http://h/"))));

        assertThat(tests.run(Fixtures.ADMIN_CALLER, ID))
                .extracting(EndpointTest::why)
                .containsExactly("only a call makes it an address", "it is no address", "");
        assertThat(asked).containsExactly("admin http://h/");
    }

    @Test
    void whereThisServerAsksNobodyIsToldApart() {
        stored(Map.of("endpoint_type", "http", "production_endpoints", Map.of("url", "http://10.0.0.1/p")));
        probe = (who, address, longest) -> Optional.empty();

        assertThat(tests.run(Fixtures.ADMIN_CALLER, ID)).singleElement().satisfies(test -> {
            assertThat(test.encounter()).isNull();
            assertThat(test.why()).startsWith("it is at an address that this server asks only for calls");
        });
    }

    @Test
    void ofManySomeAreAsked() {
        stored(Map.of(
                "endpoint_type", "failover",
                "production_endpoints", Map.of("url", "http://h/first"),
                "production_failovers",
                        IntStream.range(0, 40)
                                .mapToObj(i -> Map.of("url", "http://h/" + i))
                                .toList()));

        List<EndpointTest> run = tests.run(Fixtures.ADMIN_CALLER, ID);

        assertThat(run).hasSize(41);
        assertThat(asked).hasSize(10);
        assertThat(run.get(40).why()).isEqualTo("others took all the time");
    }

    @Test
    void whoHasToWaitTooLongIsToldSo() {
        stored(Map.of("endpoint_type", "http", "production_endpoints", Map.of("url", "http://h/p")));
        probe = (who, address, longest) -> {
            throw new Unavailable("addresses: too many");
        };
        assertThatThrownBy(() -> tests.run(Fixtures.ADMIN_CALLER, ID)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> tests.run(Fixtures.ADMIN_CALLER, new ApiId(ID.provider(), "Other", "1")))
                .isInstanceOf(UnknownApi.class);
    }

    private void stored(Map<String, Object> endpoints) {
        Api phone = Fixtures.phoneVerification();
        apis.add(
                phone.withBackend(phone.backend().withEndpoints(EndpointConfig.read(new HashMap<>(endpoints)))),
                Fixtures.creation());
    }
}
