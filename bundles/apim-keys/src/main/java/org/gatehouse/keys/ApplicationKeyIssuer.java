package org.gatehouse.keys;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.IssuedKey;
import org.gatehouse.domain.keys.KeyIssuer;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.Subscriptions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys and tokens for the store's applications. */
@Component(service = KeyIssuer.class)
public final class ApplicationKeyIssuer implements KeyIssuer {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationKeyIssuer.class);
    private static final Set<String> GRANTS = Set.of(
            Grants.CLIENT_CREDENTIALS,
            Grants.PASSWORD,
            Grants.REFRESH_TOKEN,
            "urn:ietf:params:oauth:grant-type:saml2-bearer",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "iwa:ntlm");
    private static final Set<String> GRANTS_WITH_CALLBACK = Set.of("authorization_code", "implicit");

    private final Consumers consumers;
    private final Tokens tokens;
    private final Subscriptions subscriptions;
    private final Memories memories;
    private final Supplier<TokenRules> rules;
    private final ScopePolicy scopes;
    private final Issuing issuing;
    private final Secrets secrets = new Secrets();

    /** As configured. */
    @Activate
    public ApplicationKeyIssuer(
            @Reference Consumers consumers,
            @Reference Tokens tokens,
            @Reference Subscriptions subscriptions,
            @Reference Apis apis,
            @Reference Memories memories,
            @Reference TokenPolicy rules) {
        this(consumers, tokens, subscriptions, apis, memories, rules, InstantSource.system());
    }

    ApplicationKeyIssuer(
            Consumers consumers,
            Tokens tokens,
            Subscriptions subscriptions,
            Apis apis,
            Memories memories,
            Supplier<TokenRules> rules,
            InstantSource clock) {
        this.consumers = consumers;
        this.tokens = tokens;
        this.subscriptions = subscriptions;
        this.memories = memories;
        this.rules = rules;
        this.scopes = new ScopePolicy(apis, subscriptions, rules);
        this.issuing = new Issuing(tokens, rules, clock, secrets);
    }

    @Override
    public synchronized IssuedKey issue(Caller caller, KeyOrder order) {
        Consumer consumer = existing(order.application().id(), order.type()).orElseGet(() -> created(order));
        subscriptions.saveKey(
                new ApplicationKey(order.application().id(), order.type(), consumer.key(), order.allowedDomains()));
        memories.forgetConsumer(consumer.key());
        return new IssuedKey(consumer, token(caller, consumer, order));
    }

    @Override
    public IssuedKey renew(Caller caller, KeyOrder order, String oldToken) {
        Consumer consumer = existing(order.application().id(), order.type())
                .orElseThrow(() ->
                        new NotFound("Application " + order.application().name() + " has no " + order.type() + " key"));
        tokens.find(oldToken)
                .filter(token -> token.consumerKey().equals(consumer.key()))
                .ifPresent(this::takeBack);
        return new IssuedKey(consumer, token(caller, consumer, order));
    }

    @Override
    public synchronized void withdraw(Caller caller, long applicationId, KeyType type) {
        existing(applicationId, type).ifPresent(consumer -> {
            subscriptions.removeKey(applicationId, type);
            consumers.remove(consumer.key());
            memories.forgetConsumer(consumer.key());
            LOG.info("The {} key of application {} was withdrawn by {}", type, applicationId, caller.user());
        });
    }

    @Override
    public void revoke(String token) {
        tokens.find(token).or(() -> tokens.findByRefresh(token)).ifPresent(this::takeBack);
    }

    private void takeBack(AccessToken token) {
        tokens.setState(token.value(), AccessToken.State.REVOKED);
        memories.forgetToken(token.value());
    }

    private AccessToken token(Caller caller, Consumer consumer, KeyOrder order) {
        SortedSet<String> granted = scopes.granted(consumer.key(), caller.roles(), order.scopes());
        granted.add(rules.get().applicationScope());
        Duration asked = order.validity();
        Duration validity = asked == null ? rules.get().applicationValidity() : TokenRules.life(asked.toSeconds());
        return issuing.tokenFor(consumer.key(), consumer.owner(), false, granted, validity)
                .token();
    }

    private Optional<Consumer> existing(long applicationId, KeyType type) {
        List<ApplicationKey> keys = subscriptions.keys(applicationId);
        return keys.stream()
                .filter(key -> key.type() == type)
                .findFirst()
                .flatMap(key -> consumers.find(key.consumerKey()));
    }

    private Consumer created(KeyOrder order) {
        Application application = order.application();
        Set<String> grants = new HashSet<>(GRANTS);
        if (!order.callbackUrl().isBlank()) {
            grants.addAll(GRANTS_WITH_CALLBACK);
        }
        Consumer consumer = new Consumer(
                secrets.consumerKey(),
                secrets.consumerKey(),
                application.subscriber(),
                application.subscriber().inNames() + "_" + application.name() + "_" + order.type(),
                order.callbackUrl(),
                grants);
        consumers.save(consumer);
        return consumer;
    }
}
