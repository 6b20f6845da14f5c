package org.gatehouse.keys.oauth2.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class AddressesTest {
    private static final String EVIL = "a&b=c#d+e /?é\"<";
    private static final String WRITTEN = "a%26b%3Dc%23d%2Be+%2F%3F%C3%A9%22%3C";

    private final Addresses addresses = new Addresses("https://am.example:9443");

    /** RFC 3986 §2.2: a value with delimiters in it stays one value. */
    @Test
    void noValueBecomesAnotherParameter() {
        assertThat(addresses.consent(EVIL, EVIL, EVIL, EVIL))
                .isEqualTo("https://am.example:9443/authenticationendpoint/oauth2_authz.do?loggedInUser=" + WRITTEN
                        + "&application=" + WRITTEN + "&scope=" + WRITTEN + "&sessionDataKeyConsent=" + WRITTEN);
        assertThat(addresses.problem(EVIL, EVIL))
                .isEqualTo("https://am.example:9443/authenticationendpoint/oauth2_error.do?oauthErrorCode=" + WRITTEN
                        + "&oauthErrorMsg=" + WRITTEN);
        assertThat(addresses.authorize(EVIL))
                .isEqualTo("https://am.example:9443/oauth2/authorize?sessionDataKey=" + WRITTEN);
        assertThat(URI.create(addresses.consent(EVIL, EVIL, EVIL, EVIL)).getFragment())
                .isNull();
    }

    @Test
    void theSignInPageIsToldWhichProtocolAsks() {
        assertThat(addresses.commonAuth("k", true)).endsWith("/commonauth?sessionDataKey=k&type=oidc");
        assertThat(addresses.commonAuth("k", false)).endsWith("/commonauth?sessionDataKey=k&type=oauth2");
    }
}
