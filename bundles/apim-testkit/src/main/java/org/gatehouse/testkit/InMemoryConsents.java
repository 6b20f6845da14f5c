package org.gatehouse.testkit;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consents;
import org.gatehouse.domain.keys.Consumers;

/** What users have agreed to, in memory. */
public final class InMemoryConsents implements Consents {
    private final Consumers consumers;
    private final Map<Agreement, Set<String>> agreed = new ConcurrentHashMap<>();

    private record Agreement(UserName user, String consumerKey) {}

    /** With these clients. */
    public InMemoryConsents(Consumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public boolean covers(UserName user, String consumerKey, Set<String> scopes) {
        Set<String> known = agreed.get(new Agreement(user, consumerKey));
        return known != null && consumers.find(consumerKey).isPresent() && known.containsAll(scopes);
    }

    @Override
    public void add(UserName user, String consumerKey, Set<String> scopes) {
        agreed.merge(new Agreement(user, consumerKey), Set.copyOf(scopes), (before, more) -> {
            Set<String> both = new HashSet<>(before);
            both.addAll(more);
            return both;
        });
    }
}
