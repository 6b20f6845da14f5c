package org.gatehouse.keys.oauth2.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.keys.oauth2.authorize.AskedFixture.asked;
import static org.gatehouse.keys.oauth2.authorize.AskedFixture.askedAt;

import jakarta.ws.rs.core.Response;
import org.gatehouse.testkit.HandClock;
import org.junit.jupiter.api.Test;

/** Refusals: neither the room nor a signer is asked for one. */
final class RedirectionsTest {
    private final Redirections redirections = new Redirections(null, null, new HandClock());

    private String refused(AuthorizationRequest asked) {
        return redirections.refused(asked, "access_denied").getLocation().toString();
    }

    /** RFC 6749 §4.1.2.1: in the query, with the state as it came. */
    @Test
    void whoWantedACodeLearnsOfARefusalInTheQuery() {
        assertThat(refused(asked("response_type", "code", "state", "a b&c=d#e+é")))
                .isEqualTo("https://app.example/cb?error=access_denied&state=a+b%26c%3Dd%23e%2B%C3%A9");
        assertThat(refused(asked("response_type", "code"))).isEqualTo("https://app.example/cb?error=access_denied");
    }

    /** RFC 6749 §4.2.2.1: in the fragment, which no server sees. */
    @Test
    void whoWantedATokenLearnsOfARefusalInTheFragment() {
        assertThat(refused(asked("response_type", "token", "state", "s")))
                .isEqualTo("https://app.example/cb#error=access_denied&state=s");
        assertThat(refused(askedAt("https://app.example/cb?x=1", "response_type", "id_token")))
                .isEqualTo("https://app.example/cb?x=1#error=access_denied");
    }

    /** RFC 6749 §3.1.2: a query of the address itself is kept; RFC 8252 §7.1: so it is with a scheme of an app's own. */
    @Test
    void aQueryOfTheAddressIsKept() {
        assertThat(refused(askedAt("https://app.example/cb?x=1&y=%20", "response_type", "code", "state", "s")))
                .isEqualTo("https://app.example/cb?x=1&y=%20&error=access_denied&state=s");
        assertThat(refused(askedAt("com.example.app:/cb?x=1", "response_type", "code")))
                .isEqualTo("com.example.app:/cb?x=1&error=access_denied");
    }

    /** RFC 6749 §3.1: of two states none is the client's; without an answer to it, nothing is matched to a wrong request. */
    @Test
    void aStateThatCameTwiceIsNotGivenBack() {
        assertThat(refused(asked("response_type", "code", "state", "a", "state", "b")))
                .doesNotContain("state");
    }

    /** RFC 6749 §5.1 and RFC 9700 §4.2.4: what is in the address is for nobody's cache and for no page's referrer. */
    @Test
    void nobodyKeepsTheAnswer() {
        Response answer = redirections.refused(asked("response_type", "code"), "access_denied");

        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeaderString("Referrer-Policy")).isEqualTo("no-referrer");
    }
}
