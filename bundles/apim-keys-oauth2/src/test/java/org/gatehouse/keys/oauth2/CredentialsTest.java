package org.gatehouse.keys.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsTest {
    private static final MultivaluedMap<String, String> NOTHING = new MultivaluedHashMap<>();

    private static String encoded(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static MultivaluedMap<String, String> form(String... namesAndValues) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    /** RFC 7617 §2: the name of the scheme in any case, the pair in UTF-8, and the first colon ends the name. */
    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "basic ", "BASIC  ", " Basic ", "Bearer "})
    void aHeaderShowsKeyAndSecret(String scheme) {
        assertThat(Credentials.of(scheme + encoded("key:a:b é"), NOTHING)).isEqualTo(new Credentials("key", "a:b é"));
        assertThat(Credentials.of(scheme + encoded(":"), NOTHING)).isEqualTo(new Credentials("", ""));
    }

    /** RFC 6749 §2.3.1: in the body, both of them. */
    @Test
    void aBodyShowsKeyAndSecretOnlyTogether() {
        assertThat(Credentials.of(null, form("client_id", "key", "client_secret", "s")))
                .isEqualTo(new Credentials("key", "s"));
        assertThat(Credentials.of(" ", form("client_id", "key", "client_secret", "s")))
                .isEqualTo(new Credentials("key", "s"));
        assertThat(Credentials.of(null, form("client_id", "key"))).isNull();
        assertThat(Credentials.of(null, form("client_secret", "s"))).isNull();
        assertThat(Credentials.of(null, NOTHING)).isNull();
    }

    /** RFC 6749 §2.3: the client must not use more than one method in a request. */
    @Test
    void twoWaysAtOnceBelongToNobody() {
        String header = "Basic " + encoded("key:secret");
        assertThat(Credentials.of(header, form("client_id", "key", "client_secret", "secret")))
                .isSameAs(Credentials.AMBIGUOUS);
        assertThat(Credentials.of(header, form("client_id", "key")))
                .as("a name is no second way")
                .isEqualTo(new Credentials("key", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ***", "Basic a2V5", "Digest a2V5OnNlY3JldA==", "a2V5OnNlY3JldA=="})
    void whatCannotBeReadBelongsToNobody(String header) {
        assertThat(Credentials.of(header, NOTHING)).isSameAs(Credentials.AMBIGUOUS);
    }

    /** RFC 7592 §2: where a Bearer token means something else, it is no name and password. */
    @Test
    void whereOnlyBasicCountsABearerIsNothing() {
        assertThat(Credentials.ofBasic("bAsIc " + encoded("key:secret"))).isEqualTo(new Credentials("key", "secret"));
        assertThat(Credentials.ofBasic("Bearer " + encoded("key:secret"))).isNull();
        assertThat(Credentials.ofBasic(null)).isNull();
        assertThat(Credentials.ofBasic("Basic ***")).isSameAs(Credentials.AMBIGUOUS);
    }

    @Test
    void theSecretIsNeverPrinted() {
        assertThat(new Credentials("key", "s3cret")).hasToString("Credentials[key, ****]");
    }
}
