package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.LocalTurns;
import org.gatehouse.domain.catalog.Revisions;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.keys.AuthorizationCodes;
import org.gatehouse.domain.keys.CallingTokens;
import org.gatehouse.domain.keys.Consents;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.DeviceGrants;
import org.gatehouse.domain.keys.SpentAssertions;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.TierPermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TwinsTest {
    @Test
    void clockStandsStillUntilAdvanced() {
        HandClock clock = new HandClock();

        clock.advance(Duration.ofMinutes(1));

        assertThat(clock.instant()).isEqualTo(Fixtures.NOON.plusSeconds(60));
    }

    @Nested
    class ApisTwin extends ApisContract {
        private final InMemoryApis apis = new InMemoryApis();

        @Override
        protected Apis apis() {
            return apis;
        }
    }

    @Nested
    class RevisionsTwin extends RevisionsContract {
        private final InMemoryApis apis = new InMemoryApis();

        @Override
        protected Revisions revisions() {
            return apis.revisions();
        }

        @Override
        protected Apis apis() {
            return apis;
        }
    }

    @Nested
    class DocumentsTwin extends DocumentsContract {
        private final InMemoryApis apis = new InMemoryApis();
        private final InMemoryDocuments documents = new InMemoryDocuments(apis);

        @Override
        protected Documents documents() {
            return documents;
        }

        @Override
        protected Apis apis() {
            return apis;
        }
    }

    @Nested
    class LocalTurnsTwin extends TurnsContract {
        private final LocalTurns turns = new LocalTurns();

        @Override
        protected Turns turns() {
            return turns;
        }
    }

    @Test
    void aTurnThatDoesNotComeIsNotWaitedForForever() {
        LocalTurns turns = new LocalTurns(Duration.ofMillis(1));

        assertThatThrownBy(() -> turns.of(
                        Fixtures.PHONE_ID,
                        () -> CompletableFuture.supplyAsync(() -> turns.of(Fixtures.PHONE_ID, () -> "late"))
                                .join()))
                .hasRootCauseInstanceOf(Unavailable.class)
                .hasMessageContaining("somebody else changes it");
    }

    @Nested
    class ApplicationsTwin extends ApplicationsContract {
        private final InMemoryApplications applications = new InMemoryApplications();

        @Override
        protected Applications applications() {
            return applications;
        }
    }

    @Nested
    class SubscriptionsTwin extends SubscriptionsContract {
        private final InMemoryApis apis = new InMemoryApis();
        private final InMemoryApplications applications = new InMemoryApplications();
        private final InMemorySubscriptions subscriptions = new InMemorySubscriptions(apis, applications);

        @Override
        protected Subscriptions subscriptions() {
            return subscriptions;
        }

        @Override
        protected Apis apis() {
            return apis;
        }

        @Override
        protected Applications applications() {
            return applications;
        }
    }

    @Nested
    class UsersTwin extends UsersContract {
        private final InMemoryUsers users = new InMemoryUsers();

        @Override
        protected Users users() {
            return users;
        }
    }

    @Nested
    class RegistryTwin extends RegistryContract {
        private final InMemoryRegistry registry = new InMemoryRegistry(Map.of(GUARDED, guard()));

        @Override
        protected Registry registry() {
            return registry;
        }
    }

    @Nested
    class ConsumersTwin extends ConsumersContract {
        private final InMemoryConsumers consumers = new InMemoryConsumers();

        @Override
        protected Consumers consumers() {
            return consumers;
        }
    }

    @Nested
    class TokensTwin extends TokensContract {
        private final InMemoryConsumers consumers = new InMemoryConsumers();
        private final InMemoryTokens tokens = new InMemoryTokens(consumers);

        @Override
        protected Tokens tokens() {
            return tokens;
        }

        @Override
        protected Consumers consumers() {
            return consumers;
        }
    }

    @Nested
    class CallingTokensTwin extends CallingTokensContract {
        private final InMemoryApis apis = new InMemoryApis();
        private final InMemoryApplications applications = new InMemoryApplications();
        private final InMemorySubscriptions subscriptions = new InMemorySubscriptions(apis, applications);
        private final InMemoryConsumers consumers = new InMemoryConsumers();
        private final InMemoryTokens tokens = new InMemoryTokens(consumers);
        private final CallingTokens calling = new InMemoryCallingTokens(tokens, applications, subscriptions);

        @Override
        protected CallingTokens calling() {
            return calling;
        }

        @Override
        protected Tokens tokens() {
            return tokens;
        }

        @Override
        protected Consumers consumers() {
            return consumers;
        }

        @Override
        protected Apis apis() {
            return apis;
        }

        @Override
        protected Applications applications() {
            return applications;
        }

        @Override
        protected Subscriptions subscriptions() {
            return subscriptions;
        }
    }

    @Nested
    class TierPermissionsTwin extends TierPermissionsContract {
        private final InMemoryTierPermissions permissions = new InMemoryTierPermissions();

        @Override
        protected TierPermissions permissions() {
            return permissions;
        }
    }

    @Nested
    class AuthorizationCodesTwin extends AuthorizationCodesContract {
        private final InMemoryConsumers consumers = new InMemoryConsumers();
        private final InMemoryAuthorizationCodes codes = new InMemoryAuthorizationCodes(consumers);

        @Override
        protected AuthorizationCodes codes() {
            return codes;
        }

        @Override
        protected Consumers consumers() {
            return consumers;
        }
    }

    @Nested
    class ConsentsTwin extends ConsentsContract {
        private final InMemoryConsumers consumers = new InMemoryConsumers();
        private final InMemoryConsents consents = new InMemoryConsents(consumers);

        @Override
        protected Consents consents() {
            return consents;
        }

        @Override
        protected Consumers consumers() {
            return consumers;
        }
    }

    @Nested
    class SpentAssertionsTwin extends SpentAssertionsContract {
        private final InMemorySpentAssertions spent = new InMemorySpentAssertions();

        @Override
        protected SpentAssertions spent() {
            return spent;
        }
    }

    @Nested
    class DeviceGrantsTwin extends DeviceGrantsContract {
        private final InMemoryDeviceGrants grants = new InMemoryDeviceGrants();

        @Override
        protected DeviceGrants grants() {
            return grants;
        }

        @Override
        protected Consumers consumers() {
            return new InMemoryConsumers();
        }
    }
}
