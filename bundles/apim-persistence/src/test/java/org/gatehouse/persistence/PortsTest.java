package org.gatehouse.persistence;

import java.util.List;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.keys.AuthorizationCodes;
import org.gatehouse.domain.keys.Consents;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.DeviceGrants;
import org.gatehouse.domain.keys.SpentAssertions;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.TierPermissions;
import org.gatehouse.testkit.ApisContract;
import org.gatehouse.testkit.ApplicationsContract;
import org.gatehouse.testkit.AuthorizationCodesContract;
import org.gatehouse.testkit.ConsentsContract;
import org.gatehouse.testkit.ConsumersContract;
import org.gatehouse.testkit.DeviceGrantsContract;
import org.gatehouse.testkit.ProfilesContract;
import org.gatehouse.testkit.RegistryContract;
import org.gatehouse.testkit.SpentAssertionsContract;
import org.gatehouse.testkit.SubscriptionsContract;
import org.gatehouse.testkit.TenantsContract;
import org.gatehouse.testkit.TierPermissionsContract;
import org.gatehouse.testkit.TokensContract;
import org.gatehouse.testkit.UsersContract;
import org.junit.jupiter.api.Nested;

/** The tables keep the same contracts as the twins. */
class PortsTest {
    @Nested
    class ApisInTables extends ApisContract {
        private final Apis apis = new SqlApis(TestDatabase.empty());

        @Override
        protected Apis apis() {
            return apis;
        }
    }

    @Nested
    class ApplicationsInTables extends ApplicationsContract {
        private final Applications applications = new SqlApplications(TestDatabase.empty());

        @Override
        protected Applications applications() {
            return applications;
        }
    }

    @Nested
    class SubscriptionsInTables extends SubscriptionsContract {
        private final Database database = TestDatabase.empty();

        @Override
        protected Subscriptions subscriptions() {
            return new SqlSubscriptions(database);
        }

        @Override
        protected Apis apis() {
            return new SqlApis(database);
        }

        @Override
        protected Applications applications() {
            return new SqlApplications(database);
        }
    }

    @Nested
    class TenantsInTables extends TenantsContract {
        private final Tenants tenants = new SqlTenants(TestDatabase.empty());

        @Override
        protected Tenants tenants() {
            return tenants;
        }
    }

    @Nested
    class ProfilesInTables extends ProfilesContract {
        private final Database database = TestDatabase.empty();

        @Override
        protected Profiles profiles() {
            return new SqlProfiles(database);
        }

        @Override
        protected Users users() {
            return new SqlUsers(database);
        }
    }

    @Nested
    class UsersInTables extends UsersContract {
        private final Users users = new SqlUsers(TestDatabase.empty());

        @Override
        protected Users users() {
            return users;
        }
    }

    @Nested
    class RegistryInTables extends RegistryContract {
        private final Registry registry =
                new SqlRegistry(TestDatabase.empty(), path -> path.equals(GUARDED) ? List.of(guard()) : List.of());

        @Override
        protected Registry registry() {
            return registry;
        }
    }

    @Nested
    class ConsumersInTables extends ConsumersContract {
        private final Consumers consumers = new SqlConsumers(TestDatabase.empty(), SealTest.seal(false));

        @Override
        protected Consumers consumers() {
            return consumers;
        }
    }

    @Nested
    class TokensInTables extends TokensContract {
        private final Database database = TestDatabase.empty();

        @Override
        protected Tokens tokens() {
            return new SqlTokens(database, SealTest.seal(false));
        }

        @Override
        protected Consumers consumers() {
            return new SqlConsumers(database, SealTest.seal(false));
        }
    }

    @Nested
    class TierPermissionsInTables extends TierPermissionsContract {
        private final TierPermissions permissions = new SqlTierPermissions(TestDatabase.empty());

        @Override
        protected TierPermissions permissions() {
            return permissions;
        }
    }

    @Nested
    class AuthorizationCodesInTables extends AuthorizationCodesContract {
        private final Database database = TestDatabase.empty();

        @Override
        protected AuthorizationCodes codes() {
            return new SqlAuthorizationCodes(database, SealTest.seal(false));
        }

        @Override
        protected Consumers consumers() {
            return new SqlConsumers(database, SealTest.seal(false));
        }
    }

    @Nested
    class ConsentsInTables extends ConsentsContract {
        private final Database database = TestDatabase.empty();

        @Override
        protected Consents consents() {
            return new SqlConsents(database);
        }

        @Override
        protected Consumers consumers() {
            return new SqlConsumers(database, SealTest.seal(false));
        }
    }

    @Nested
    class SealedTokensInTables extends TokensContract {
        private final Database database = TestDatabase.empty();
        private final Seal seal = SealTest.seal(true);

        @Override
        protected Tokens tokens() {
            return new SqlTokens(database, seal);
        }

        @Override
        protected Consumers consumers() {
            return new SqlConsumers(database, seal);
        }
    }

    @Nested
    class SpentAssertionsInTables extends SpentAssertionsContract {
        private final SpentAssertions spent = new SqlSpentAssertions(TestDatabase.empty());

        @Override
        protected SpentAssertions spent() {
            return spent;
        }
    }

    @Nested
    class DeviceGrantsInTables extends DeviceGrantsContract {
        private final Database database = TestDatabase.empty();

        @Override
        protected DeviceGrants grants() {
            return new SqlDeviceGrants(database);
        }

        @Override
        protected Consumers consumers() {
            return new SqlConsumers(database, SealTest.seal(false));
        }
    }
}
