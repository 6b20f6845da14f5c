package org.gatehouse.keys.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsInBodyTest {
    /** What a request with these names in its address is answered with at once; empty if it goes on. */
    private static List<Response> answers(String method, String... names) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        for (String name : names) {
            query.add(name, "x");
        }
        UriInfo uri = Played.as(UriInfo.class, (verb, arguments) -> query);
        List<Response> answers = new ArrayList<>();
        ContainerRequestContext request = Played.as(ContainerRequestContext.class, (verb, arguments) -> switch (verb) {
            case "getUriInfo" -> uri;
            case "getMethod" -> method;
            case "abortWith" -> {
                answers.add((Response) arguments[0]);
                yield null;
            }
            default -> throw new UnsupportedOperationException(verb);
        });
        new SecretsInBody().filter(request);
        return answers;
    }

    /** RFC 6749 §2.3.1: client credentials must not be in the address; RFC 9700 §4.3.2 says the same of tokens. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_secret",
                "client_assertion",
                "password",
                "refresh_token",
                "code",
                "device_code",
                "assertion",
                "token"
            })
    void aSecretInTheAddressIsRefused(String secret) {
        List<Response> answers = answers("POST", "grant_type", secret);

        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).getStatus()).isEqualTo(400);
        assertThat(String.valueOf(answers.get(0).getEntity())).contains("\"error\":\"invalid_request\"");
    }

    @Test
    void whatIsNoSecretMayBeThere() {
        assertThat(answers("POST", "grant_type", "scope", "client_id", "state")).isEmpty();
        assertThat(answers("POST")).isEmpty();
    }

    /** RFC 7662 and RFC 7009 have no other method than POST; a GET goes where it is refused as a method. */
    @Test
    void anotherMethodIsRefusedElsewhere() {
        assertThat(answers("GET", "token")).isEmpty();
    }
}
