package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointTestPagesTest {
    private static final String API = "?name=PhoneVerification&version=1.0.0&provider=admin";
    private static final String OVERVIEW = "/publisher/apis/overview" + API;
    private static final String TEST = "/publisher/apis/endpoints" + API;

    private final PublisherDoor door = new PublisherDoor();

    @BeforeEach
    void signIn() {
        door.login("admin");
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void whatIsFoundStandsBesideEachAddress() {
        stored(Map.of(
                "endpoint_type", "http",
                "production_endpoints", Map.of("url", "http://h/p"),
                "sandbox_endpoints", Map.of("url", "https://h/s")));
        assertThat(door.http.get(OVERVIEW).body()).contains("Test now").doesNotContain("Certificate");

        assertThat(door.http.submit(OVERVIEW, TEST).body())
                .contains("gh-health warn", "Answers 503", "41 ms")
                .contains("gh-health bad", "No answer: not &lt;trusted&gt;", "Not trusted", "TLSv1.3, TLS_X")
                .contains("CN=&lt;h&gt;", "Signed by CN=Ann", "Good from 1 Jan 1970", "h, 10.0.0.1")
                .doesNotContain("<h>", "<trusted>");
    }

    @Test
    void nobodyIsAskedByALink() {
        stored(Map.of("endpoint_type", "http", "production_endpoints", Map.of("url", "http://h/p")));
        assertThat(door.http.get(TEST).body()).contains("http://h/p").doesNotContain("Answers");
        assertThat(door.http.post(TEST).statusCode()).isEqualTo(403);
    }

    @Test
    void whereNothingIsCalledThereIsNothingToTest() {
        stored(Map.of());
        assertThat(door.http.get(OVERVIEW).body()).doesNotContain("Test now");
    }

    private void stored(Map<String, Object> endpoints) {
        Api phone = Fixtures.phoneVerification();
        door.apis.add(
                phone.withBackend(phone.backend().withEndpoints(EndpointConfig.read(endpoints))), Fixtures.creation());
    }
}
