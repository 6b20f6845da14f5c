package org.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.Revisions;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.AuthorizationCodes;
import org.gatehouse.domain.keys.CallingTokens;
import org.gatehouse.domain.keys.Consents;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.DeviceGrants;
import org.gatehouse.domain.keys.SpentAssertions;
import org.gatehouse.domain.keys.TokenQuery;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.TierPermissions;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.catalog.DocumentTable;
import org.gatehouse.persistence.catalog.FreshIndex;
import org.gatehouse.persistence.catalog.RevisionTable;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.identity.ProfileTable;
import org.gatehouse.persistence.identity.TenantTable;
import org.gatehouse.persistence.identity.UserTable;
import org.gatehouse.persistence.keys.AuthorizationCodeTable;
import org.gatehouse.persistence.keys.CallingTokenTable;
import org.gatehouse.persistence.keys.ConsentTable;
import org.gatehouse.persistence.keys.ConsumerTable;
import org.gatehouse.persistence.keys.DeviceGrantTable;
import org.gatehouse.persistence.keys.Seal;
import org.gatehouse.persistence.keys.SealTest;
import org.gatehouse.persistence.keys.SpentAssertionTable;
import org.gatehouse.persistence.keys.TokenTable;
import org.gatehouse.persistence.registry.RegistryTable;
import org.gatehouse.persistence.subscription.ApplicationTable;
import org.gatehouse.persistence.subscription.SubscriptionTable;
import org.gatehouse.persistence.tier.TierPermissionTable;
import org.gatehouse.testkit.ApisContract;
import org.gatehouse.testkit.ApplicationsContract;
import org.gatehouse.testkit.AuthorizationCodesContract;
import org.gatehouse.testkit.CallingTokensContract;
import org.gatehouse.testkit.ConsentsContract;
import org.gatehouse.testkit.ConsumersContract;
import org.gatehouse.testkit.DeviceGrantsContract;
import org.gatehouse.testkit.DocumentsContract;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.ProfilesContract;
import org.gatehouse.testkit.RegistryContract;
import org.gatehouse.testkit.RevisionsContract;
import org.gatehouse.testkit.SpentAssertionsContract;
import org.gatehouse.testkit.SubscriptionsContract;
import org.gatehouse.testkit.TenantsContract;
import org.gatehouse.testkit.TierPermissionsContract;
import org.gatehouse.testkit.TokensContract;
import org.gatehouse.testkit.UsersContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables keep the same contracts as the twins. */
class PortsTest {
    @Nested
    class ApisInTables extends ApisContract {
        private final Apis apis = new ApiTable(TestDatabase.empty());

        @Override
        protected Apis apis() {
            return apis;
        }
    }

    /** Each change is searched for at once, and found by the index. */
    @Nested
    class ApisInAnIndex extends ApisContract {
        @TempDir
        private Path folder;

        private FreshIndex index;
        private Apis apis;

        @BeforeEach
        void open() {
            Database database = TestDatabase.empty();
            index = new FreshIndex(database, folder, Runnable::run);
            apis = new ApiTable(database, index);
        }

        @AfterEach
        void close() {
            index.close();
        }

        @Override
        protected Apis apis() {
            return apis;
        }
    }

    @Nested
    class DocumentsInTables extends DocumentsContract {
        private final Database database = TestDatabase.empty();

        @Override
        protected Documents documents() {
            return new DocumentTable(database);
        }

        @Override
        protected Apis apis() {
            return new ApiTable(database);
        }
    }

    /** Each change is searched for at once, and found by the index. */
    @Nested
    class DocumentsInAnIndex extends DocumentsContract {
        @TempDir
        private Path folder;

        private Database database;
        private FreshIndex index;

        @BeforeEach
        void open() {
            index = new FreshIndex(database, folder, Runnable::run);
        }

        DocumentsInAnIndex() {
            database = TestDatabase.empty();
        }

        @AfterEach
        void close() {
            index.close();
        }

        @Override
        protected Documents documents() {
            return new DocumentTable(database);
        }

        @Override
        protected Apis apis() {
            return new ApiTable(database, index);
        }
    }

    @Nested
    class RevisionsInTables extends RevisionsContract {
        private final Database database = TestDatabase.empty();

        @Override
        protected Revisions revisions() {
            return new RevisionTable(database);
        }

        @Override
        protected Apis apis() {
            return new ApiTable(database);
        }
    }

    @Nested
    class ApplicationsInTables extends ApplicationsContract {
        private final Applications applications = new ApplicationTable(TestDatabase.empty());

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
            return new SubscriptionTable(database);
        }

        @Override
        protected Apis apis() {
            return new ApiTable(database);
        }

        @Override
        protected void tenant(String domain) {
            new TenantTable(database).add(domain, "admin", "", Instant.EPOCH);
        }

        @Override
        protected Applications applications() {
            return new ApplicationTable(database);
        }
    }

    @Nested
    class TenantsInTables extends TenantsContract {
        private final Tenants tenants = new TenantTable(TestDatabase.empty());

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
            return new ProfileTable(database);
        }

        @Override
        protected Users users() {
            return new UserTable(database);
        }
    }

    @Nested
    class UsersInTables extends UsersContract {
        private final Users users = new UserTable(TestDatabase.empty());

        @Override
        protected Users users() {
            return users;
        }
    }

    @Nested
    class RegistryInTables extends RegistryContract {
        private final Registry registry =
                new RegistryTable(TestDatabase.empty(), path -> path.equals(GUARDED) ? List.of(guard()) : List.of());

        @Override
        protected Registry registry() {
            return registry;
        }
    }

    @Nested
    class ConsumersInTables extends ConsumersContract {
        private final Consumers consumers = new ConsumerTable(TestDatabase.empty(), SealTest.seal(false));

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
            return new TokenTable(database, SealTest.seal(false));
        }

        @Override
        protected Consumers consumers() {
            return new ConsumerTable(database, SealTest.seal(false));
        }
    }

    @Nested
    class CallingTokensInTables extends CallingTokensContract {
        private final Database database = TestDatabase.empty();
        private final Seal seal = SealTest.seal(true);

        @Override
        protected CallingTokens calling() {
            return new CallingTokenTable(database, seal);
        }

        @Override
        protected Tokens tokens() {
            return new TokenTable(database, seal);
        }

        @Override
        protected Consumers consumers() {
            return new ConsumerTable(database, seal);
        }

        @Override
        protected Apis apis() {
            return new ApiTable(database);
        }

        @Override
        protected Applications applications() {
            return new ApplicationTable(database);
        }

        @Override
        protected Subscriptions subscriptions() {
            return new SubscriptionTable(database);
        }

        @Override
        protected void tenant(String domain) {
            new TenantTable(database).add(domain, "admin", "", Instant.EPOCH);
        }

        @Test
        void tokensOfAServerWithoutFingerprintsAreFoundByTheirsToo() {
            calling().page(Fixtures.TENANT, TokenQuery.ALL, Fixtures.NOON, PageRequest.first(1));
            new TokenTable(database, SealTest.seal(false)).add(Fixtures.token("plain", "shop-key"));
            tokens().add(Fixtures.token("sealed", "shop-key"));
            database.transact(sql -> sql.execute("UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_FINGERPRINT = NULL"));

            for (String value : List.of("plain", "sealed")) {
                TokenQuery one = new TokenQuery("", AccessToken.fingerprint(value), null, OptionalLong.empty());
                assertThat(calling()
                                .page(Fixtures.TENANT, one, Fixtures.NOON, PageRequest.first(9))
                                .total())
                        .as(value)
                        .isEqualTo(1);
            }
        }
    }

    @Nested
    class TierPermissionsInTables extends TierPermissionsContract {
        private final TierPermissions permissions = new TierPermissionTable(TestDatabase.empty());

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
            return new AuthorizationCodeTable(database, SealTest.seal(false));
        }

        @Override
        protected Consumers consumers() {
            return new ConsumerTable(database, SealTest.seal(false));
        }
    }

    @Nested
    class ConsentsInTables extends ConsentsContract {
        private final Database database = TestDatabase.empty();

        @Override
        protected Consents consents() {
            return new ConsentTable(database);
        }

        @Override
        protected Consumers consumers() {
            return new ConsumerTable(database, SealTest.seal(false));
        }
    }

    @Nested
    class SealedTokensInTables extends TokensContract {
        private final Database database = TestDatabase.empty();
        private final Seal seal = SealTest.seal(true);

        @Override
        protected Tokens tokens() {
            return new TokenTable(database, seal);
        }

        @Override
        protected Consumers consumers() {
            return new ConsumerTable(database, seal);
        }
    }

    @Nested
    class SpentAssertionsInTables extends SpentAssertionsContract {
        private final SpentAssertions spent = new SpentAssertionTable(TestDatabase.empty());

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
            return new DeviceGrantTable(database);
        }

        @Override
        protected Consumers consumers() {
            return new ConsumerTable(database, SealTest.seal(false));
        }
    }
}
