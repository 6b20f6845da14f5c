package org.gatehouse.keys;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.subscription.Subscriptions;

/** Which of the scopes that were asked for are granted (RFC 6749 §3.3 lets a server grant less). */
final class ScopePolicy {
    private final Subscriptions subscriptions;
    private final Supplier<TokenRules> rules;

    ScopePolicy(Subscriptions subscriptions, Supplier<TokenRules> rules) {
        this.subscriptions = subscriptions;
        this.rules = rules;
    }

    /** Those that the white list lets through, or that a subscribed API has and a role of the user may have. */
    SortedSet<String> granted(String consumerKey, Set<String> roles, Set<String> wanted) {
        SortedSet<String> granted = new TreeSet<>();
        Map<String, Scope> known = new HashMap<>();
        subscriptions.scopes(consumerKey, Set.copyOf(wanted)).forEach(scope -> known.put(scope.key(), scope));
        for (String scope : wanted) {
            Scope defined = known.get(scope);
            boolean byRole = defined != null
                    && !roles.isEmpty()
                    && (defined.roles().isEmpty() || defined.roles().stream().anyMatch(roles::contains));
            if (byRole || rules.get().isWhitelisted(scope)) {
                granted.add(scope);
            }
        }
        if (granted.isEmpty()) {
            granted.add(TokenRules.DEFAULT_SCOPE);
        }
        return granted;
    }
}
