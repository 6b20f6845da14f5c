package org.gatehouse.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.IssuedKey;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.Subscriptions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The keys of a consumer's applications, with their secrets: for who owns the application and nobody else. Every verb throws
 * {@link Forbidden} for who does not subscribe and {@link NotFound} for an application that is somebody else's.
 */
@Component(service = ApplicationKeys.class)
public final class ApplicationKeys {
    private final OwnApplications own;
    private final Subscriptions subscriptions;
    private final Consumers consumers;
    private final Tokens tokens;
    private final KeyManagers keys;

    /** Over the stored keys. */
    @Activate
    public ApplicationKeys(
            @Reference Applications applications,
            @Reference Subscriptions subscriptions,
            @Reference Consumers consumers,
            @Reference Tokens tokens,
            @Reference KeyManagers keys) {
        this.own = new OwnApplications(applications);
        this.subscriptions = subscriptions;
        this.consumers = consumers;
        this.tokens = tokens;
        this.keys = keys;
    }

    /** The application's key of that type as it is, without making one; empty if it has none. */
    public Optional<HeldKey> find(Caller caller, Application application, KeyType type) {
        return stored(own.find(caller, application.id()), type)
                .map(key -> new HeldKey(
                        key,
                        consumers.find(key.consumerKey()),
                        tokens.active(key.consumerKey()).stream()
                                .filter(token -> !token.ofUser())
                                .findFirst()));
    }

    /**
     * The application's key with a token; made if missing.
     *
     * @throws Unavailable if no key manager can be reached
     */
    public IssuedKey generate(Caller caller, KeyOrder order) {
        own.find(caller, order.application().id());
        return keys.issuer().issue(caller, order);
    }

    /**
     * A new token in place of the old one, which is taken back.
     *
     * @throws NotFound if the application has no key of that type
     * @throws Unavailable if no key manager can be reached
     */
    public IssuedKey renew(Caller caller, KeyOrder order, String oldToken) {
        own.find(caller, order.application().id());
        return keys.issuer().renew(caller, order, oldToken);
    }

    /**
     * Sets the domains from which the key may be used whose token this is.
     *
     * @param domains the domains; empty means all
     * @throws NotFound if it is no token of an application of the caller's
     */
    public void allowDomains(Caller caller, String token, Set<String> domains) {
        List<Application> applications = own.all(caller);
        String consumerKey = tokens.find(token)
                .map(AccessToken::consumerKey)
                .orElseThrow(() -> new NotFound("There is no such token"));
        ApplicationKey key = applications.stream()
                .flatMap(application -> subscriptions.keys(application.id()).stream())
                .filter(candidate -> candidate.consumerKey().equals(consumerKey))
                .findFirst()
                .orElseThrow(() -> new NotFound("The token is of no application of " + caller.user()));
        subscriptions.saveKey(new ApplicationKey(key.applicationId(), key.type(), consumerKey, domains));
        keys.forget(List.of(key));
    }

    private Optional<ApplicationKey> stored(Application application, KeyType type) {
        return subscriptions.keys(application.id()).stream()
                .filter(key -> key.type() == type)
                .findFirst();
    }
}
