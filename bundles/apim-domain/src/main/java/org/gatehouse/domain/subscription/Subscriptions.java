package org.gatehouse.domain.subscription;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/** The subscriptions and the applications' keys that are stored. */
public interface Subscriptions {
    /** The subscription of that number, with its application. */
    Optional<SubscribedApplication> find(long id);

    /** All subscriptions of an application, oldest first. */
    List<Subscription> of(long applicationId);

    /** The wanted part of an application's subscriptions, oldest first, each with what a list shows of its API. */
    Page<SubscribedApi> page(long applicationId, PageRequest wanted);

    /** All subscriptions to an API, oldest first. */
    List<Subscription> to(ApiId api);

    /** The wanted part of the subscriptions to an API that a query finds, newest first, each with its application. */
    Page<SubscribedApplication> page(ApiId api, SubscriberQuery query, PageRequest wanted);

    /** The subscriptions of an application to an API, one for each tier, oldest first. */
    List<Subscription> between(ApiId api, long applicationId);

    /** The wanted part of the subscriptions to APIs of a tenant that wait for approval, oldest first, each with its application. */
    Page<SubscribedApplication> waiting(String tenant, PageRequest wanted);

    /** How many applications are subscribed to an API. */
    long subscribers(ApiId api);

    /** The APIs that the applications of a subscriber are subscribed to, each once, by name and version. */
    List<ApiId> apisOf(UserName subscriber);

    /**
     * The scopes with one of these keys that guard APIs which the application of a consumer key is subscribed to; empty for an
     * unknown key.
     */
    List<Scope> scopes(String consumerKey, Set<String> scopeKeys);

    /** Subscribes to the second API who is subscribed to the first and not to the second, with tier, status and reason of there. */
    void carryOver(ApiId from, ApiId to);

    /**
     * Adds the subscription.
     *
     * @return the subscription with its number
     * @throws Conflict if the application has this API at this tier already
     * @throws SubscriptionBlocked if one of the application's to this API is blocked, or is being blocked
     */
    Subscription add(Subscription subscription);

    /**
     * Sets status and reason of subscriptions that were read: all of them, or none if one is gone or not in the status any
     * more in which it was seen. Of several who saw the same and ask at once for another status, one gets true.
     */
    boolean decide(List<Subscription> seen, SubscriptionStatus becomes, @Nullable Decision why);

    /** How many subscriptions to APIs of a tenant are at a tier. */
    long atTier(String tenant, String tier);

    /**
     * Removes the application's subscriptions to the API; does nothing if there is none.
     *
     * @throws SubscriptionBlocked if one of them is blocked, or is being blocked: it would be made anew without the block
     */
    void remove(ApiId api, long applicationId);

    /**
     * Removes the subscription; does nothing if there is none of that number.
     *
     * @throws SubscriptionBlocked if it is blocked, or is being blocked: it would be made anew without the block
     */
    void remove(long id);

    /** The keys of an application, at most one a key type. */
    List<ApplicationKey> keys(long applicationId);

    /** Notes the key, in place of an older one of the same type. */
    void saveKey(ApplicationKey key);

    /** Forgets the key; does nothing if the application has none of the type. */
    void removeKey(long applicationId, KeyType type);

    /** The application whose key this is. */
    Optional<ApplicationKey> findKey(String consumerKey);

    /**
     * Through what a consumer key may call the API at a context.
     *
     * @param context the API's context, version included
     * @param version the API's version; null to take the subscription to any version that shares the context's
     *     template
     * @return as {@link CountingSubscription} chooses; empty if the key's application is not subscribed
     */
    Optional<SubscribedKey> subscribed(String consumerKey, String context, @Nullable String version);
}
