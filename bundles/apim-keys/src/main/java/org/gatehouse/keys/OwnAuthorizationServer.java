package org.gatehouse.keys;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.AuthorizationServer;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.Subscriptions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** This key manager itself: its clients and tokens are in the database. */
@Component(service = AuthorizationServer.class, property = AuthorizationServer.NAME + "=" + AuthorizationServer.OWN)
public final class OwnAuthorizationServer implements AuthorizationServer {
    private static final Set<String> GRANTS = Set.of(
            Grants.CLIENT_CREDENTIALS,
            Grants.PASSWORD,
            Grants.REFRESH_TOKEN,
            "urn:ietf:params:oauth:grant-type:saml2-bearer",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            Devices.GRANT,
            "iwa:ntlm");
    private static final Set<String> GRANTS_WITH_CALLBACK = Set.of("authorization_code", "implicit");

    private final Consumers consumers;
    private final Tokens tokens;
    private final Supplier<TokenRules> rules;
    private final ScopePolicy scopes;
    private final Issuing issuing;
    private final InstantSource clock;
    private final Secrets secrets = new Secrets();

    /** Over what is stored. */
    @Activate
    public OwnAuthorizationServer(
            @Reference Consumers consumers,
            @Reference Tokens tokens,
            @Reference Subscriptions subscriptions,
            @Reference TokenPolicy rules,
            @Reference JwtSigner signer) {
        this(consumers, tokens, subscriptions, rules, signer::accessToken, InstantSource.system());
    }

    OwnAuthorizationServer(
            Consumers consumers,
            Tokens tokens,
            Subscriptions subscriptions,
            Supplier<TokenRules> rules,
            UnaryOperator<AccessToken> signing,
            InstantSource clock) {
        this.consumers = consumers;
        this.tokens = tokens;
        this.rules = rules;
        this.scopes = new ScopePolicy(subscriptions, rules);
        this.issuing = new Issuing(tokens, rules, signing, clock, secrets);
        this.clock = clock;
    }

    @Override
    public Consumer register(Caller caller, KeyOrder order) {
        Application application = order.application();
        Set<String> grants = new HashSet<>(GRANTS);
        if (!order.callbackUrl().isBlank()) {
            grants.addAll(GRANTS_WITH_CALLBACK);
        }
        TokenFormat format = order.format();
        Consumer consumer = new Consumer(
                secrets.consumerKey(),
                secrets.consumerKey(),
                application.subscriber(),
                application.subscriber().inNames() + "_" + application.name() + "_" + order.type(),
                order.callbackUrl(),
                grants,
                format == null ? TokenFormat.OPAQUE : format);
        consumers.save(consumer);
        return consumer;
    }

    @Override
    public void remove(Consumer consumer) {
        consumers.remove(consumer.key());
    }

    @Override
    public AccessToken applicationToken(Caller caller, Consumer consumer, KeyOrder order) {
        SortedSet<String> granted = scopes.granted(consumer.key(), caller.roles(), order.scopes());
        granted.add(rules.get().applicationScope());
        Duration asked = order.validity();
        Duration validity = asked == null ? rules.get().applicationValidity() : TokenRules.life(asked.toSeconds());
        return issuing.tokenFor(consumer, consumer.owner(), false, granted, validity)
                .token();
    }

    @Override
    public Optional<AccessToken> inspect(String accessToken) {
        return tokens.find(accessToken)
                .filter(token -> token.state() == AccessToken.State.ACTIVE
                        && !token.isExpiredAt(clock.instant().minus(rules.get().skew())));
    }

    @Override
    public void revoke(Consumer consumer, String token) {
        tokens.find(token)
                .or(() -> tokens.findByRefresh(token))
                .filter(found -> found.consumerKey().equals(consumer.key()))
                .ifPresent(found -> tokens.setState(found.value(), AccessToken.State.REVOKED));
    }
}
