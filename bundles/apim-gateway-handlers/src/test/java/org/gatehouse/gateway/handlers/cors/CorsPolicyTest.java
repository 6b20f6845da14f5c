package org.gatehouse.gateway.handlers.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CorsPolicyTest {
    @Test
    void aStarAllowsEveryOrigin() {
        CorsPolicy policy = new CorsPolicy(true, "https://a.com, *", "GET", "x");
        assertThat(policy.origin("https://evil.com", List.of())).isEqualTo("*");
        assertThat(policy.origin(null, List.of())).isEqualTo("*");
    }

    @Test
    void ofAListTheOriginThatAsksIsNamedIfItIsInIt() {
        CorsPolicy policy = new CorsPolicy(true, "https://a.com,https://b.com", "GET", "x");
        assertThat(policy.origin("https://b.com", List.of())).isEqualTo("https://b.com");
        assertThat(policy.origin("https://evil.com", List.of())).isNull();
        assertThat(policy.origin(null, List.of())).isNull();
    }

    @Test
    void anApisOwnOriginsGoBeforeTheConfiguredOnes() {
        CorsPolicy policy = new CorsPolicy(true, "*", "GET", "x");
        assertThat(policy.origin("https://evil.com", List.of("https://a.com"))).isNull();
    }

    @Test
    void methodsAreThoseOfThePathOrElseTheConfiguredOnes() {
        CorsPolicy policy = new CorsPolicy(true, "*", "GET,PUT", "x");
        assertThat(policy.methods("GET POST")).isEqualTo("GET,POST");
        assertThat(policy.methods(null)).isEqualTo("GET,PUT");
        assertThat(policy.methods(" ")).isEqualTo("GET,PUT");
    }
}
