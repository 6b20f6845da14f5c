package org.gatehouse.web.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.IssuedKey;
import org.gatehouse.domain.keys.KeyIssuer;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.store.ApiDocuments;
import org.gatehouse.store.ApiThumbnails;
import org.gatehouse.store.ApiWsdls;
import org.gatehouse.store.ApplicationKeys;
import org.gatehouse.store.Catalogue;
import org.gatehouse.store.KeyManagers;
import org.gatehouse.store.MyApplications;
import org.gatehouse.store.Subscribing;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemoryConsumers;
import org.gatehouse.testkit.InMemoryDocuments;
import org.gatehouse.testkit.InMemoryRegistry;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.gatehouse.testkit.InMemoryTokens;
import org.gatehouse.web.Served;
import org.gatehouse.web.store.applications.ApplicationFiles;
import org.gatehouse.web.store.applications.ApplicationPages;
import org.gatehouse.web.store.catalogue.CatalogueFiles;
import org.gatehouse.web.store.catalogue.CataloguePages;
import org.gatehouse.web.store.catalogue.ThumbnailPages;
import org.gatehouse.web.store.catalogue.WsdlPages;
import org.gatehouse.web.store.documents.DocumentFiles;
import org.gatehouse.web.store.keys.KeyFiles;
import org.gatehouse.web.store.session.SessionFiles;
import org.gatehouse.web.store.subscriptions.SubscriptionFiles;
import org.gatehouse.web.store.subscriptions.SubscriptionPages;

/** The store's door over the real room, with the ports in memory and a key manager that numbers its keys. */
final class StoreDoor implements AutoCloseable {
    static final String BLOCKS = "/store/site/blocks/";
    static final String LOGIN = BLOCKS + "user/login/ajax/login.jag";
    static final String SUBSCRIBE = BLOCKS + "subscription/subscription-add/ajax/subscription-add.jag";

    final InMemoryApis apis = new InMemoryApis();
    final InMemoryDocuments documents = new InMemoryDocuments(apis);
    final InMemoryRegistry registry = new InMemoryRegistry();
    final InMemoryApplications applications = new InMemoryApplications();
    final Subscriptions subscriptions;
    final InMemoryConsumers consumers = new InMemoryConsumers();
    final InMemoryTokens tokens = new InMemoryTokens(consumers);
    final Served http;

    StoreDoor() {
        subscriptions = new InMemorySubscriptions(apis, applications);
        KeyManagers managers = new KeyManagers();
        managers.setIssuer(new Issuer(subscriptions));
        TwoTiers tiers = new TwoTiers();
        Catalogue catalogue = new Catalogue(apis, false, false);
        MyApplications mine = new MyApplications(applications, subscriptions, tiers, managers);
        Subscribing subscribing = new Subscribing(apis, applications, subscriptions, tiers, registry, managers);
        ApplicationKeys keys = new ApplicationKeys(applications, subscriptions, consumers, tokens, managers);
        People people = new People();
        StoreBlocks blocks = new StoreBlocks(people);
        blocks.addSection(new SessionFiles(mine, people, "https://localhost:9443/publisher"));
        blocks.addSection(new CatalogueFiles(catalogue));
        blocks.addSection(new DocumentFiles(new ApiDocuments(catalogue, documents)));
        blocks.addSection(new ApplicationFiles(mine));
        blocks.addSection(new SubscriptionFiles(mine, subscribing, catalogue, keys));
        blocks.addSection(new KeyFiles(mine, keys));
        StorePages pages = new StorePages(mine, people);
        pages.addSection(new CataloguePages(catalogue));
        pages.addSection(new SubscriptionPages(mine, subscribing));
        pages.addSection(new WsdlPages(new ApiWsdls(catalogue, registry, api -> List.of("https://gw.example:8243"))));
        pages.addSection(new ThumbnailPages(new ApiThumbnails(catalogue, registry)));
        pages.addSection(new ApplicationPages(mine));
        http = new Served("/store", blocks, pages);
    }

    String login(String user) {
        return http.post(LOGIN, "action", "login", "username", user, "password", user)
                .body();
    }

    @Override
    public void close() {
        http.close();
    }

    private final class Issuer implements KeyIssuer {
        private final Subscriptions subscriptions;

        private Issuer(Subscriptions subscriptions) {
            this.subscriptions = subscriptions;
        }

        @Override
        public IssuedKey issue(Caller caller, KeyOrder order) {
            String key = "ck" + order.application().id();
            Consumer consumer = Fixtures.consumer(key);
            consumers.save(consumer);
            subscriptions.saveKey(
                    new ApplicationKey(order.application().id(), order.type(), key, order.allowedDomains()));
            AccessToken token = Fixtures.token("at-" + key, key);
            tokens.add(token);
            return new IssuedKey(consumer, token);
        }

        @Override
        public IssuedKey renew(Caller caller, KeyOrder order, String oldToken) {
            String key = "ck" + order.application().id();
            Consumer consumer = consumers.find(key).orElseThrow(() -> new NotFound("no key"));
            AccessToken next = Fixtures.token("next", key);
            tokens.setState(oldToken, AccessToken.State.REVOKED);
            tokens.add(next);
            return new IssuedKey(consumer, next);
        }

        @Override
        public void withdraw(Caller caller, long applicationId, KeyType type) {
            subscriptions.removeKey(applicationId, type);
        }
    }

    private static final class TwoTiers implements Tiers {
        private final List<Tier> all =
                List.of(new Tier("Gold", "Gold", 20, Duration.ofMinutes(1), Map.of()), Tier.UNLIMITED);

        @Override
        public List<Tier> offered(String tenant) {
            return all;
        }

        @Override
        public Optional<Tier> find(String tenant, String name) {
            return all.stream().filter(tier -> tier.name().equals(name)).findFirst();
        }

        @Override
        public Set<String> denied(String tenant, Set<String> roles) {
            return Set.of();
        }
    }

    private static final class People implements Authenticator {
        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            return password.equals(user.name()) ? asCaller(user) : Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return switch (user.name()) {
                case "admin" -> Optional.of(Fixtures.ADMIN_CALLER);
                case "guest" -> Optional.of(new Caller(user, Set.of(), Set.of()));
                default -> Optional.empty();
            };
        }
    }
}
