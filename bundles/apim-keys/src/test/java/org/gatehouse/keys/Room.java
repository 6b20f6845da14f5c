package org.gatehouse.keys;

import static org.gatehouse.testkit.Fixtures.ADMIN;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemoryConsumers;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.gatehouse.testkit.InMemoryTokens;

/** The room over twins, with one client that may use every grant. */
final class Room {
    private final InMemoryConsumers consumers = new InMemoryConsumers();
    private final Consumer client = new Consumer("client", "secret", ADMIN, "client", "", Set.of(), TokenFormat.OPAQUE);
    private final Grants grants;

    Room(InstantSource clock) {
        consumers.save(client);
        InMemoryApis apis = new InMemoryApis();
        TokenRules rules = new TokenRules(
                "am_application_scope",
                List.of(),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofDays(1),
                Duration.ofMinutes(5));
        grants = new Grants(
                consumers,
                new InMemoryTokens(consumers),
                new InMemorySubscriptions(apis, new InMemoryApplications()),
                new Nobody(),
                new Memories(),
                () -> rules,
                token -> token,
                clock);
    }

    Grants grants() {
        return grants;
    }

    Consumer client() {
        return client;
    }

    private static final class Nobody implements Authenticator {
        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            return Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return Optional.empty();
        }
    }
}
