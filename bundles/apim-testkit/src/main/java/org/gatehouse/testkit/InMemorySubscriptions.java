package org.gatehouse.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.ApplicationSummary;
import org.gatehouse.domain.subscription.CountingSubscription;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.SubscribedApi;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.domain.subscription.SubscribedKey;
import org.gatehouse.domain.subscription.SubscriberQuery;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionBlocked;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.jspecify.annotations.Nullable;

/** Subscriptions and keys in memory. What belongs to a removed API or application is gone. */
public final class InMemorySubscriptions implements Subscriptions {
    private final InMemoryApis apis;
    private final InMemoryApplications applications;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<ApplicationKey> keys = new ArrayList<>();
    private long lastId;

    /** Subscriptions of these applications to these APIs. */
    public InMemorySubscriptions(InMemoryApis apis, InMemoryApplications applications) {
        this.apis = apis;
        this.applications = applications;
        apis.subscribersAre(this::subscribers);
        applications.summariesAre(this::summary);
    }

    @Override
    public Optional<SubscribedApplication> find(long id) {
        return where(subscription -> subscription.id() == id).stream()
                .findFirst()
                .map(this::subscribed);
    }

    @Override
    public List<Subscription> of(long applicationId) {
        return where(subscription -> subscription.applicationId() == applicationId);
    }

    private ApplicationSummary summary(Application application) {
        List<Subscription> all = of(application.id());
        long to = all.stream().map(Subscription::api).distinct().count();
        return new ApplicationSummary(application, all.size(), to);
    }

    @Override
    public Page<SubscribedApi> page(long applicationId, PageRequest wanted) {
        return Page.of(of(applicationId), wanted)
                .map(subscription -> new SubscribedApi(
                        subscription, apis.summary(apis.find(subscription.api()).orElseThrow())));
    }

    @Override
    public Page<SubscribedApplication> page(ApiId api, SubscriberQuery query, PageRequest wanted) {
        List<SubscribedApplication> found = to(api).stream()
                .map(this::subscribed)
                .filter(query::finds)
                .sorted(Comparator.comparingLong((SubscribedApplication each) ->
                                each.subscription().id())
                        .reversed())
                .toList();
        return Page.of(found, wanted);
    }

    private SubscribedApplication subscribed(Subscription subscription) {
        return new SubscribedApplication(
                subscription, applications.find(subscription.applicationId()).orElseThrow());
    }

    @Override
    public List<Subscription> between(ApiId api, long applicationId) {
        return where(subscription -> subscription.applicationId() == applicationId
                && subscription.api().equals(api));
    }

    @Override
    public long subscribers(ApiId api) {
        return to(api).stream().map(Subscription::applicationId).distinct().count();
    }

    @Override
    public List<ApiId> apisOf(UserName subscriber) {
        return applications.of(subscriber).stream()
                .flatMap(application -> of(application.id()).stream())
                .map(Subscription::api)
                .distinct()
                .sorted(ApiId.BY_NAME)
                .toList();
    }

    @Override
    public List<Scope> scopes(String consumerKey, Set<String> scopeKeys) {
        return findKey(consumerKey).stream()
                .flatMap(key -> of(key.applicationId()).stream())
                .map(Subscription::api)
                .distinct()
                .flatMap(api -> apis.find(api).orElseThrow().scopes().stream())
                .filter(scope -> scopeKeys.contains(scope.key()))
                .toList();
    }

    @Override
    public synchronized void carryOver(ApiId from, ApiId to) {
        Set<Long> there = to(to).stream().map(Subscription::applicationId).collect(Collectors.toSet());
        for (Subscription old : to(from)) {
            if (!there.contains(old.applicationId())) {
                add(new Subscription(0, to, old.applicationId(), old.tier(), old.status(), old.decision()));
            }
        }
    }

    @Override
    public List<Subscription> to(ApiId api) {
        return where(subscription -> subscription.api().equals(api));
    }

    @Override
    public synchronized Subscription add(Subscription given) {
        if (apis.find(given.api()).isEmpty()) {
            throw new NotFound("API: " + given.api());
        }
        if (applications.find(given.applicationId()).isEmpty()) {
            throw new NotFound("application: number " + given.applicationId());
        }
        for (Subscription other : of(given.applicationId())) {
            if (other.api().equals(given.api()) && other.tier().equals(given.tier())) {
                throw new Conflict(
                        "subscription: " + given.api() + " at " + given.tier() + " (expected: one not there yet)");
            }
        }
        if (between(given.api(), given.applicationId()).stream()
                .anyMatch(other -> other.status().isBlocked())) {
            throw new SubscriptionBlocked(given.api(), given.applicationId());
        }
        lastId++;
        Subscription stored = new Subscription(
                lastId, given.api(), given.applicationId(), given.tier(), given.status(), given.decision());
        subscriptions.add(stored);
        return stored;
    }

    @Override
    public synchronized boolean decide(List<Subscription> seen, SubscriptionStatus becomes, @Nullable Decision why) {
        Map<Long, SubscriptionStatus> there =
                where(subscription -> true).stream().collect(Collectors.toMap(Subscription::id, Subscription::status));
        if (!seen.stream().allMatch(each -> there.get(each.id()) == each.status())) {
            return false;
        }
        Set<Long> ids = seen.stream().map(Subscription::id).collect(Collectors.toSet());
        subscriptions.replaceAll(old -> ids.contains(old.id()) ? old.decided(becomes, why) : old);
        return true;
    }

    @Override
    public Page<SubscribedApplication> waiting(String tenant, PageRequest wanted) {
        List<Subscription> all = where(subscription -> subscription.status() == SubscriptionStatus.ON_HOLD
                && subscription.api().provider().tenant().equals(tenant));
        return Page.of(all, wanted).map(this::subscribed);
    }

    @Override
    public synchronized long atTier(String tenant, String tier) {
        return subscriptions.stream()
                .filter(subscription -> subscription.tier().equals(tier)
                        && subscription.api().provider().tenant().equals(tenant))
                .count();
    }

    @Override
    public synchronized void remove(ApiId api, long applicationId) {
        remove(between(api, applicationId));
    }

    @Override
    public synchronized void remove(long id) {
        remove(where(subscription -> subscription.id() == id));
    }

    private void remove(List<Subscription> some) {
        some.stream().filter(each -> each.status().isBlocked()).findFirst().ifPresent(blocked -> {
            throw new SubscriptionBlocked(blocked.api(), blocked.applicationId());
        });
        subscriptions.removeAll(some);
    }

    @Override
    public synchronized List<ApplicationKey> keys(long applicationId) {
        forgetOrphans();
        return keys.stream()
                .filter(key -> key.applicationId() == applicationId)
                .sorted(Comparator.comparing(ApplicationKey::type))
                .toList();
    }

    @Override
    public synchronized void saveKey(ApplicationKey key) {
        if (applications.find(key.applicationId()).isEmpty()) {
            throw new NotFound("application: number " + key.applicationId());
        }
        removeKey(key.applicationId(), key.type());
        keys.add(key);
    }

    @Override
    public synchronized void removeKey(long applicationId, KeyType type) {
        keys.removeIf(key -> key.applicationId() == applicationId && key.type() == type);
    }

    @Override
    public synchronized Optional<ApplicationKey> findKey(String consumerKey) {
        forgetOrphans();
        return keys.stream()
                .filter(key -> key.consumerKey().equals(consumerKey))
                .findFirst();
    }

    @Override
    public Optional<SubscribedKey> subscribed(String consumerKey, String context, @Nullable String version) {
        ApplicationKey key = findKey(consumerKey).orElse(null);
        Api api = apis.findByContext(context).orElse(null);
        if (key == null || api == null) {
            return Optional.empty();
        }
        if (version != null && !api.id().version().equals(version)) {
            return Optional.empty();
        }
        Application application = applications.find(key.applicationId()).orElseThrow();
        List<Subscription> called = between(api.id(), application.id());
        List<Subscription> any = version != null
                ? List.of()
                : of(application.id()).stream()
                        .filter(subscription -> template(subscription).equals(api.contextTemplate()))
                        .toList();
        return CountingSubscription.of(key.type(), called, any)
                .map(subscription -> new SubscribedKey(key, application, subscription));
    }

    private String template(Subscription subscription) {
        return apis.find(subscription.api()).map(Api::contextTemplate).orElse("");
    }

    private synchronized List<Subscription> where(Predicate<Subscription> condition) {
        forgetOrphans();
        return subscriptions.stream().filter(condition).toList();
    }

    private void forgetOrphans() {
        subscriptions.removeIf(subscription -> apis.find(subscription.api()).isEmpty()
                || applications.find(subscription.applicationId()).isEmpty());
        keys.removeIf(key -> applications.find(key.applicationId()).isEmpty());
    }
}
