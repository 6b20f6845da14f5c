package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeploymentPagesTest {
    private static final String API = "?name=PhoneVerification&version=1.0.0&provider=admin";
    private static final String PAGE = "/publisher/apis/gateways" + API;

    private final PublisherDoor door = new PublisherDoor();

    DeploymentPagesTest() {
        door.apis.add(Fixtures.phoneVerification().withStatus(ApiStatus.PUBLISHED), Fixtures.creation());
    }

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void whatTheGatewaySaysIsToldAndEscaped() {
        door.login("admin");
        door.gatewayFailures.put("East & West", "<b>edited</b> by hand");
        assertThat(door.http.get(PAGE).body())
                .contains("aria-current=\"page\">Gateways</a>", "East &amp; West", "Behind")
                .contains("It has an earlier revision than 1, or none.")
                .contains("aria-label=\"Bring East &amp; West up to date\"");

        assertThat(bring("East & West")).isEqualTo(302);

        assertThat(door.http.get(PAGE).body())
                .contains("East &amp; West does not have PhoneVerification 1.0.0 as it is stored. ")
                .contains("&lt;b&gt;edited&lt;/b&gt; by hand")
                .doesNotContain("<b>edited");
    }

    @Test
    void whatIsBroughtThereIsServed() {
        door.login("admin");
        assertThat(bring("Main")).isEqualTo(302);
        assertThat(door.http.get(PAGE).body())
                .contains("Main has PhoneVerification 1.0.0 as it is stored.", "Serving", "Revision 1")
                .doesNotContain("up to date\"");
        assertThat(bring("Elsewhere")).isEqualTo(302);
        assertThat(door.http.get(PAGE).body()).contains("environment: Elsewhere (expected: a gateway&#39;s name)");
    }

    private int bring(String environment) {
        return door.http.submit(PAGE, PAGE, "environment", environment).statusCode();
    }

    @Test
    void whoOnlyCreatesSeesIt() {
        door.login("creator");
        door.gatewayFailures.put("Main", "away");
        assertThat(door.http.get(PAGE).body()).contains("Behind").doesNotContain("Bring ");
    }
}
