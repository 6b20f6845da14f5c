package org.gatehouse.keys.oauth2.authorize;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.testkit.Fixtures;

/** Requests of one client. */
final class AskedFixture {
    static final String CALLBACK = "https://app.example/cb";
    static final Consumer CLIENT =
            new Consumer("client", "secret", Fixtures.ADMIN, "Client", CALLBACK, Set.of(), TokenFormat.OPAQUE);

    private AskedFixture() {}

    /** With these parameters: name, value, name, value. */
    static AuthorizationRequest asked(String... namesAndValues) {
        return askedAt(CALLBACK, namesAndValues);
    }

    static AuthorizationRequest askedAt(String redirectUri, String... namesAndValues) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return AuthorizationRequest.of(CLIENT, redirectUri, parameters, Fixtures.NOON);
    }
}
