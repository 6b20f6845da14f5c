package org.gatehouse.testkit;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.CallingToken;
import org.gatehouse.domain.keys.CallingTokens;
import org.gatehouse.domain.keys.TokenQuery;
import org.gatehouse.domain.subscription.Application;

/** What tokens in memory call. */
public final class InMemoryCallingTokens implements CallingTokens {
    private final InMemoryTokens tokens;
    private final InMemoryApplications applications;
    private final InMemorySubscriptions subscriptions;

    /** These tokens, with these subscriptions of these applications. */
    public InMemoryCallingTokens(
            InMemoryTokens tokens, InMemoryApplications applications, InMemorySubscriptions subscriptions) {
        this.tokens = tokens;
        this.applications = applications;
        this.subscriptions = subscriptions;
    }

    @Override
    public Page<CallingToken> page(String tenant, TokenQuery query, Instant now, PageRequest wanted) {
        List<CallingToken> found = found(tenant, query, token -> counts(token, now)).values().stream()
                .sorted(Comparator.comparing(CallingToken::issued).reversed().thenComparing(CallingToken::fingerprint))
                .toList();
        return Page.of(found, wanted);
    }

    @Override
    public List<String> revoke(String tenant, TokenQuery query, Instant now) {
        found(tenant, query, token -> !counts(token, now) && isRenewable(token))
                .keySet()
                .forEach(token -> tokens.setState(token.value(), AccessToken.State.REVOKED));
        return found(tenant, query, token -> counts(token, now)).keySet().stream()
                .filter(token -> tokens.setState(token.value(), AccessToken.State.REVOKED))
                .map(AccessToken::consumerKey)
                .toList();
    }

    private static boolean counts(AccessToken token, Instant now) {
        return token.state() == AccessToken.State.ACTIVE && !token.isExpiredAt(now);
    }

    private static boolean isRenewable(AccessToken token) {
        return token.state() == AccessToken.State.ACTIVE || token.state() == AccessToken.State.EXPIRED;
    }

    private Map<AccessToken, CallingToken> found(String tenant, TokenQuery query, Predicate<AccessToken> some) {
        Map<AccessToken, CallingToken> found = new LinkedHashMap<>();
        for (AccessToken token : tokens.all()) {
            if (some.test(token)) {
                application(token)
                        .filter(application -> calls(tenant, application))
                        .map(application -> calling(token, application))
                        .filter(query::finds)
                        .ifPresent(calling -> found.put(token, calling));
            }
        }
        return found;
    }

    private Optional<Application> application(AccessToken token) {
        return subscriptions.findKey(token.consumerKey()).flatMap(key -> applications.find(key.applicationId()));
    }

    private boolean calls(String tenant, Application application) {
        return application.subscriber().tenant().equals(tenant)
                && subscriptions.of(application.id()).stream()
                        .anyMatch(subscription ->
                                subscription.api().provider().tenant().equals(tenant));
    }

    private static CallingToken calling(AccessToken token, Application application) {
        return new CallingToken(
                AccessToken.fingerprint(token.value()),
                application,
                token.user(),
                token.ofUser(),
                token.scopes(),
                token.issued(),
                token.validity());
    }
}
