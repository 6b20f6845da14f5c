package org.gatehouse.publisher;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.LocalTurns;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.publisher.rollout.ApiChange;
import org.gatehouse.publisher.rollout.Gateways;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.HandClock;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemoryCallingTokens;
import org.gatehouse.testkit.InMemoryConsumers;
import org.gatehouse.testkit.InMemoryRegistry;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.gatehouse.testkit.InMemoryTokens;
import org.junit.jupiter.api.BeforeEach;

/** The rooms of API providers over twins of the ports, with one gateway. */
abstract class PublisherRooms {
    static final Caller ADMIN = Fixtures.ADMIN_CALLER;
    static final Endpoints HTTP = Endpoints.http("http://h/x");
    /** Another provider of the same tenant. */
    static final UserName BOTH2 = UserName.parse("both2");

    static final Caller OTHER = new Caller(BOTH2, Set.of(), Set.of(Permission.CREATE_APIS.path()));
    static final ApiId V1 = new ApiId(Fixtures.ADMIN, "Phone", "1.0.0");
    static final ApiId V2 = new ApiId(Fixtures.ADMIN, "Phone", "2.0.0");

    final InMemoryApis apis = new InMemoryApis();
    final InMemoryApplications applications = new InMemoryApplications();
    final InMemorySubscriptions subscriptions = new InMemorySubscriptions(apis, applications);
    final TwinGateway gateway = new TwinGateway();
    final Gateways gateways = new Gateways();
    final HandClock clock = new HandClock();
    final Turns turns = new LocalTurns();
    final ApiChange change = new ApiChange(gateways);
    final InMemoryRegistry registry = new InMemoryRegistry();
    final ApiEditing editing = new ApiEditing(apis, subscriptions, new TwoTiers(), change, turns, registry, clock);
    final ApiLifecycle lifecycle = new ApiLifecycle(apis, subscriptions, change, gateways, turns, clock);
    final ApiListing listing = new ApiListing(apis);
    final Subscribers subscribers = new Subscribers(apis, subscriptions, gateways, clock);
    final Approvals approvals = new Approvals(subscriptions, gateways, clock);
    final InMemoryConsumers consumers = new InMemoryConsumers();
    final InMemoryTokens tokens = new InMemoryTokens(consumers);
    final ApiTokens apiTokens =
            new ApiTokens(new InMemoryCallingTokens(tokens, applications, subscriptions), gateways, clock);

    @BeforeEach
    void aGatewayIsThere() {
        gateways.addDeployer(gateway);
    }

    void published(ApiId id, String context) {
        editing.create(ADMIN, draft(id, context));
        lifecycle.setStatus(ADMIN, id, StatusChange.to(ApiStatus.PUBLISHED));
    }

    /** By somebody who does not know of revisions. */
    Outcome<Api> update(ApiDraft draft) {
        return editing.update(ADMIN, draft.id(), OptionalLong.empty(), before -> draft);
    }

    static ApiDraft draft(ApiId id, String context) {
        return draft(id, context, HTTP);
    }

    static ApiDraft draft(ApiId id, String context, Endpoints endpoints) {
        return draft(id, context, endpoints, List.of("Gold"), false);
    }

    static ApiDraft draft(ApiId id, String context, Endpoints endpoints, List<String> tiers, boolean defaultVersion) {
        return new ApiDraft(
                id,
                context,
                Description.NONE,
                Visibility.PUBLIC,
                Availability.CURRENT_TENANT,
                Backend.of(endpoints),
                Set.of(),
                tiers,
                List.of(new ApiResource("/*", "GET", AuthType.ANY, "Unlimited", null, null)),
                List.of(),
                Mediation.NONE,
                defaultVersion,
                Set.of(),
                null,
                null,
                null,
                null);
    }

    /** Gold and Unlimited. */
    static final class TwoTiers implements Tiers {
        private static final Tier GOLD = new Tier("Gold", "Gold", 20, Duration.ofMinutes(1), Map.of());

        @Override
        public List<Tier> offered(String tenant) {
            return List.of(GOLD, Tier.UNLIMITED);
        }

        @Override
        public Optional<Tier> find(String tenant, String name) {
            return offered(tenant).stream()
                    .filter(tier -> tier.name().equals(name))
                    .findFirst();
        }

        @Override
        public Set<String> denied(String tenant, Set<String> roles) {
            return Set.of();
        }
    }
}
