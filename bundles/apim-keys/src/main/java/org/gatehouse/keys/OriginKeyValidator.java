package org.gatehouse.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.subscription.SubscribedKey;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The verdict itself, from the database: token, then subscription, then scope; the first that fails decides. Gateways
 * reach it over Thrift or SOAP.
 */
@Component(service = KeyValidator.class, property = KeyValidator.VIA + "=" + KeyValidator.ORIGIN)
public final class OriginKeyValidator implements KeyValidator {
    private final AuthorizationServers servers;
    private final Subscriptions subscriptions;
    private final Apis apis;
    private final Assertions assertions;
    private final Tenants tenants;

    /** Over what is stored. */
    @Activate
    public OriginKeyValidator(
            @Reference AuthorizationServers servers,
            @Reference Subscriptions subscriptions,
            @Reference Apis apis,
            @Reference Assertions assertions,
            @Reference Tenants tenants) {
        this.servers = servers;
        this.subscriptions = subscriptions;
        this.apis = apis;
        this.assertions = assertions;
        this.tenants = tenants;
    }

    @Override
    public List<ApiResource> resources(String context, String version) {
        return apis.findByContext(context).map(Api::resources).orElse(List.of());
    }

    @Override
    public Verdict verdict(KeyRequest request) {
        Optional<AccessToken> found = servers.chosen().inspect(request.accessToken());
        if (found.isEmpty() || !mayComeIn(found.get().user())) {
            return new Verdict.Refused(Refusal.INVALID_CREDENTIALS);
        }
        AccessToken token = found.get();
        if (!isOfKind(token, request.level())) {
            return new Verdict.Refused(Refusal.INCORRECT_TOKEN_TYPE);
        }
        String version = request.byDefault() ? null : request.version();
        Optional<SubscribedKey> subscribed = subscriptions.subscribed(token.consumerKey(), request.context(), version);
        if (subscribed.isEmpty()) {
            return new Verdict.Refused(Refusal.FORBIDDEN);
        }
        SubscribedKey key = subscribed.get();
        SubscriptionStatus status = key.subscription().status();
        if (status.isBlocked() && !status.lets(key.key().type())) {
            return new Verdict.Refused(Refusal.BLOCKED);
        }
        if (status == SubscriptionStatus.ON_HOLD
                || status == SubscriptionStatus.REJECTED
                || key.application().status() != ApplicationStatus.APPROVED) {
            return new Verdict.Refused(Refusal.SUBSCRIPTION_INACTIVE);
        }
        if (!hasScope(token, request)) {
            return new Verdict.Refused(Refusal.INVALID_SCOPE);
        }
        return allowed(token, key, assertions.about(token, key, request));
    }

    private boolean mayComeIn(UserName user) {
        return user.inSuperTenant()
                || tenants.find(user.tenant()).filter(Tenant::active).isPresent();
    }

    private static boolean isOfKind(AccessToken token, AuthType level) {
        return switch (level) {
            case APPLICATION -> !token.ofUser();
            case APPLICATION_USER -> token.ofUser();
            case ANY, NONE -> true;
        };
    }

    private boolean hasScope(AccessToken token, KeyRequest request) {
        return apis.scopeOf(request.context(), request.resource(), request.verb())
                .map(scope -> token.scopes().contains(scope))
                .orElse(true);
    }

    private static Verdict.Allowed allowed(AccessToken token, SubscribedKey key, @Nullable String assertion) {
        Duration validity = token.validity();
        Instant expires = validity == null ? null : token.issued().plus(validity);
        return new Verdict.Allowed(
                key.subscription().api().name(),
                key.subscription().api().provider().toString(),
                token.consumerKey(),
                Long.toString(key.application().id()),
                key.application().name(),
                key.application().tier(),
                key.application().subscriber().toString(),
                key.subscription().tier(),
                key.key().type(),
                token.user().qualified(),
                assertion,
                key.key().allowedDomains(),
                expires);
    }
}
