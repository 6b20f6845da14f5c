package org.gatehouse.keys.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OauthErrorTest {
    /** RFC 6749 appendix A.7 and A.8: printable ASCII without quotation mark and backslash. */
    private static final String WORDS = "[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+";

    static Stream<OauthError> all() {
        return Stream.of(
                OauthError.NO_GRANT_TYPE,
                OauthError.UNKNOWN_GRANT_TYPE,
                OauthError.UNSUPPORTED_GRANT_TYPE,
                OauthError.INVALID_GRANT,
                OauthError.INVALID_SCOPE,
                OauthError.NO_CREDENTIALS,
                OauthError.INVALID_CLIENT,
                OauthError.UNAUTHORIZED_CLIENT,
                OauthError.NO_TOKEN,
                OauthError.SECRET_IN_ADDRESS,
                OauthError.GIVEN_TWICE,
                OauthError.UNAVAILABLE,
                OauthError.SERVER_ERROR,
                OauthError.missing("code, redirect_uri"));
    }

    /** RFC 6749 §5.2: JSON with these two members, of these characters, and §5.1: kept by nobody. */
    @ParameterizedTest
    @MethodSource("all")
    void anErrorIsOfTheFormThatClientsRead(OauthError error) throws Exception {
        Response answer = error.response();

        assertThat(answer.getMediaType()).hasToString("application/json");
        assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeaderString("Pragma")).isEqualTo("no-cache");
        JsonNode json = new ObjectMapper().readTree(String.valueOf(answer.getEntity()));
        assertThat(json.fieldNames()).toIterable().containsExactly("error", "error_description");
        assertThat(json.path("error").asText()).matches(WORDS);
        assertThat(json.path("error_description").asText()).matches(WORDS);
    }

    /** RFC 6749 §5.2 and RFC 9110 §15.5.2: a 401 says how to come in, and nothing else does. */
    @ParameterizedTest
    @MethodSource("all")
    void onlyA401SaysHowToComeIn(OauthError error) {
        assertThat(error.response().getHeaderString("WWW-Authenticate"))
                .isEqualTo(error.status() == 401 ? "Basic realm=localhost" : null);
    }

    @Test
    void wordsOfARoomHaveTheCharactersThatAreAllowed() throws Exception {
        String words = "name: a\"b\\c\n (expected: é)";
        JsonNode json = new ObjectMapper()
                .readTree(OauthError.bad("invalid_request", words).json());
        assertThat(json.path("error_description").asText())
                .isEqualTo("name: a'b'c? (expected: ?)")
                .matches(WORDS);
    }
}
