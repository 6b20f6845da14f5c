package org.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.TENANT;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.AuthorizationCode;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.identity.UserTable;
import org.gatehouse.persistence.keys.AuthorizationCodeTable;
import org.gatehouse.persistence.keys.ConsentTable;
import org.gatehouse.persistence.keys.ConsumerTable;
import org.gatehouse.persistence.keys.DeviceGrantTable;
import org.gatehouse.persistence.keys.Seal;
import org.gatehouse.persistence.keys.SealTest;
import org.gatehouse.persistence.keys.TokenTable;
import org.gatehouse.persistence.subscription.ApplicationTable;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;

/** Whoever has the name of a removed user next has nothing that was granted to the one before. */
class RemovedUserTest {
    private static final UserName JOE = new UserName(TENANT, "joe");
    private static final UserName ANN = new UserName(TENANT, "ann");

    private final Database database = TestDatabase.empty();
    private final Seal seal = SealTest.seal(true);
    private final UserTable users = new UserTable(database);
    private final TokenTable tokens = new TokenTable(database, seal);
    private final ConsentTable consents = new ConsentTable(database);
    private final AuthorizationCodeTable codes = new AuthorizationCodeTable(database, seal);
    private final DeviceGrantTable devices = new DeviceGrantTable(database);

    @Test
    void whatWasGrantedGoesAlong() {
        new ConsumerTable(database, seal).save(Fixtures.consumer("client"));
        for (UserName user : Set.of(JOE, ANN)) {
            users.add(new User(user, "hash", Set.of()));
            consents.add(user, "client", Set.of("read"));
            tokens.add(token(user, true));
            tokens.add(token(user, false));
            codes.add(code(user));
            devices.add(device(user));
            devices.answer("U" + user.name(), user, true);
        }

        users.remove(JOE);

        assertThat(consents.covers(JOE, "client", Set.of("read"))).isFalse();
        assertThat(codes.take("joe")).isEmpty();
        assertThat(devices.ask("joe", NOON)).isEmpty();
        assertThat(tokens.activeOf(JOE)).extracting(AccessToken::value).containsExactly("joe false");
        assertThat(tokens.of(JOE))
                .extracting(AccessToken::value, AccessToken::state)
                .contains(tuple("joe true", AccessToken.State.REVOKED));

        assertThat(consents.covers(ANN, "client", Set.of("read"))).isTrue();
        assertThat(codes.take("ann")).isPresent();
        assertThat(devices.ask("ann", NOON)).isPresent();
        assertThat(tokens.activeOf(ANN)).hasSize(2);
    }

    @Test
    void applicationsGoOnAndNobodyInheritsThem() {
        ConsumerTable consumers = new ConsumerTable(database, seal);
        ApplicationTable applications = new ApplicationTable(database);
        users.add(new User(JOE, "hash", Set.of()));
        Application hers =
                applications.add(new Application(0, JOE, "App", "Unlimited", "", "", ApplicationStatus.APPROVED, 1));
        Consumer client = Fixtures.consumer("joes");
        consumers.save(new Consumer(
                client.key(),
                client.secret(),
                JOE,
                client.name(),
                client.callbackUrl(),
                client.grants(),
                client.format()));

        users.remove(JOE);
        users.add(new User(JOE, "other", Set.of()));

        assertThat(applications.of(JOE)).isEmpty();
        assertThat(applications.find(hers.id())).isPresent();
        assertThat(consumers.find("joes").orElseThrow().owner()).isNotEqualTo(JOE);
    }

    private static AccessToken token(UserName user, boolean ofUser) {
        return new AccessToken(
                user.name() + " " + ofUser,
                null,
                "client",
                user,
                ofUser,
                new TreeSet<>(Set.of("read")),
                NOON,
                Duration.ofHours(1),
                AccessToken.State.ACTIVE);
    }

    private static AuthorizationCode code(UserName user) {
        return new AuthorizationCode(
                user.name(),
                "client",
                user,
                new TreeSet<>(Set.of("read")),
                "https://app.example/back",
                null,
                null,
                NOON,
                NOON.plusSeconds(60));
    }

    private static DeviceGrant device(UserName user) {
        return new DeviceGrant(
                user.name(),
                "U" + user.name(),
                "client",
                new TreeSet<>(Set.of("read")),
                DeviceGrant.State.WAITING,
                null,
                NOON.plusSeconds(60),
                null);
    }
}
