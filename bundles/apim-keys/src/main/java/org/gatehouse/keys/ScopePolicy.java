package org.gatehouse.keys;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.domain.subscription.Subscriptions;

/** Which of the scopes that were asked for are granted (RFC 6749 §3.3 lets a server grant less). */
final class ScopePolicy {
    private final Subscriptions subscriptions;
    private final Supplier<TokenRules> rules;

    ScopePolicy(Subscriptions subscriptions, Supplier<TokenRules> rules) {
        this.subscriptions = subscriptions;
        this.rules = rules;
    }

    /**
     * For a token of an application: those that the white list lets through, or that subscribed APIs have and a role of its owner
     * may have in each of them. None of this server's own: whoever has an application's secret is not its owner yet.
     */
    SortedSet<String> granted(String consumerKey, Set<String> roles, Set<String> wanted) {
        return granted(consumerKey, roles, own -> false, wanted);
    }

    /** For a token of a user: the same by the user's roles, and of this server's own those behind which the user's permissions are. */
    SortedSet<String> granted(String consumerKey, Caller user, Set<String> wanted) {
        return granted(consumerKey, user.roles(), own -> own.isFor(user), wanted);
    }

    /** One of this server's own is granted as such or not at all, whatever an API calls a scope of its. */
    private SortedSet<String> granted(
            String consumerKey, Set<String> roles, Predicate<OwnScope> isGranted, Set<String> wanted) {
        SortedSet<String> granted = new TreeSet<>();
        Map<String, List<Scope>> known = subscriptions.scopes(consumerKey, Set.copyOf(wanted)).stream()
                .collect(Collectors.groupingBy(Scope::key));
        for (String scope : wanted) {
            Optional<OwnScope> own = OwnScope.of(scope);
            if (own.isPresent()) {
                own.filter(isGranted).ifPresent(one -> granted.add(one.key()));
                continue;
            }
            List<Scope> defined = known.getOrDefault(scope, List.of());
            boolean byRole =
                    !defined.isEmpty() && !roles.isEmpty() && defined.stream().allMatch(one -> isFor(one, roles));
            if (byRole || rules.get().isWhitelisted(scope)) {
                granted.add(scope);
            }
        }
        if (granted.isEmpty()) {
            granted.add(TokenRules.DEFAULT_SCOPE);
        }
        return granted;
    }

    private static boolean isFor(Scope scope, Set<String> roles) {
        return scope.roles().isEmpty() || scope.roles().stream().anyMatch(roles::contains);
    }
}
