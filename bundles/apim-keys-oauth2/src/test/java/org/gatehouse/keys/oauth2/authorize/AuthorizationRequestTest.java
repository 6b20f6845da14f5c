package org.gatehouse.keys.oauth2.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.keys.oauth2.authorize.AskedFixture.asked;
import static org.gatehouse.keys.oauth2.authorize.AskedFixture.askedAt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthorizationRequestTest {
    /** RFC 6749 §3.1.1: the order of the values does not matter. */
    @Test
    void theOrderOfResponseTypesDoesNotMatter() {
        assertThat(asked("response_type", "token id_token").responseType()).isEqualTo("id_token token");
        assertThat(asked("response_type", "id_token  token").responseType()).isEqualTo("id_token token");
        assertThat(asked("response_type", "id_token token id_token").responseType())
                .isEqualTo("id_token token");
        assertThat(asked("response_type", " ").responseTypes()).isEmpty();
        assertThat(asked().responseTypes()).isEmpty();
    }

    /** RFC 6749 §4.2.2, OAuth 2.0 Multiple Response Type Encoding Practices §3 and §5: a token goes behind {@code #}. */
    @ParameterizedTest
    @CsvSource({
        "code, false",
        "token, true",
        "id_token, true",
        "id_token token, true",
        "code token, true",
        "tokens, false"
    })
    void onlyCodesGoThroughAQuery(String type, boolean inFragment) {
        assertThat(asked("response_type", type).inFragment()).isEqualTo(inFragment);
    }

    /** RFC 6749 §3.3: scopes are words between blanks, each counts once and with its case. */
    @Test
    void scopesAreASetOfWords() {
        assertThat(asked("scope", " a  b A a ").scopes()).containsExactlyInAnyOrder("a", "b", "A");
        assertThat(asked("scope", "default openid").scopes())
                .as("the default scope is what there is without any")
                .containsExactly("openid");
    }

    /** RFC 6749 §3.1: parameters must not be there more than once; of two states nobody knows which one is meant. */
    @Test
    void ofTwoStatesNoneIsGivenBack() {
        assertThat(asked("state", "a b").state()).isEqualTo("a b");
        assertThat(asked("state", "a", "state", "b").state()).isNull();
        assertThat(asked().state()).isNull();
    }

    /** OpenID Connect Core 1.0 §3.1.2.1: {@code login} and {@code select_account} ask for the user anew, once. */
    @Test
    void aNewSignInIsAskedForOnceAndConsentStays() {
        for (String prompt : new String[] {"login", "select_account", "consent login select_account"}) {
            assertThat(asked("prompt", prompt).wantsNewSignIn()).as(prompt).isTrue();
            assertThat(asked("prompt", prompt).afterSignIn().wantsNewSignIn())
                    .as(prompt)
                    .isFalse();
        }
        assertThat(asked("prompt", "consent none").wantsNewSignIn()).isFalse();
        AuthorizationRequest before =
                asked("prompt", "login consent", "state", "s", "nonce", "n", "code_challenge", "c", "scope", "openid");
        assertThat(before.afterSignIn())
                .as("nothing else changes")
                .usingRecursiveComparison()
                .ignoringFields("prompts")
                .isEqualTo(before);
        assertThat(before.afterSignIn().prompts()).containsExactly("consent");
    }

    /** Content Security Policy Level 3 §2.3.1: what is no scheme or host source would be another word of the policy. */
    @ParameterizedTest
    @CsvSource({
        "https://app.example/cb?a=b, https://app.example",
        "https://app.example:8443/cb, https://app.example:8443",
        "http://[2001:db8::1]:90/cb, http://[2001:db8::1]:90",
        "HTTPS://app.example, HTTPS://app.example",
        "com.example.app:/cb, com.example.app:",
        "com.example.app://anything/cb, com.example.app:",
        "https://user@app.example/cb, ''",
        "https://a.example;script-src/cb, ''",
        "https://*/cb, ''"
    })
    void onlyAnOriginOrASchemeEntersThePolicyOfAPage(String redirectUri, String origin) {
        assertThat(askedAt(redirectUri).redirectOrigin()).isEqualTo(origin);
    }
}
