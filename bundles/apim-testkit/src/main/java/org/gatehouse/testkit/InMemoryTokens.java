package org.gatehouse.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.Tokens;

/** Tokens in memory. Those of a removed client are gone. */
public final class InMemoryTokens implements Tokens {
    private final Consumers consumers;
    private final List<AccessToken> tokens = new ArrayList<>();

    /** Tokens of these clients. */
    public InMemoryTokens(Consumers consumers) {
        this.consumers = consumers;
    }

    List<AccessToken> all() {
        return where(token -> true);
    }

    @Override
    public Optional<AccessToken> find(String value) {
        return where(token -> token.value().equals(value)).stream().findFirst();
    }

    @Override
    public Optional<AccessToken> findByRefresh(String refreshValue) {
        return where(token -> refreshValue.equals(token.refreshValue())).stream()
                .reduce((older, newer) -> newer);
    }

    @Override
    public Optional<AccessToken> latest(String consumerKey, UserName user, boolean ofUser, SortedSet<String> scopes) {
        return where(token -> token.consumerKey().equals(consumerKey)
                        && token.user().equals(user)
                        && token.ofUser() == ofUser
                        && token.scopes().equals(scopes)
                        && token.state() != AccessToken.State.REVOKED)
                .stream()
                .max(Comparator.comparing(AccessToken::issued)
                        .thenComparing(token -> token.state() == AccessToken.State.ACTIVE));
    }

    @Override
    public List<AccessToken> active(String consumerKey) {
        return where(token -> token.consumerKey().equals(consumerKey) && token.state() == AccessToken.State.ACTIVE);
    }

    @Override
    public List<AccessToken> of(UserName user) {
        return where(token -> token.user().equals(user));
    }

    @Override
    public List<AccessToken> activeOf(UserName user) {
        return where(token -> token.user().equals(user) && token.state() == AccessToken.State.ACTIVE);
    }

    @Override
    public synchronized void add(AccessToken token) {
        if (consumers.find(token.consumerKey()).isEmpty()) {
            throw new NotFound("consumer key: " + token.consumerKey());
        }
        if (find(token.value()).isPresent()) {
            throw new Conflict("access token: **** (expected: one that is not there yet)");
        }
        tokens.add(token);
    }

    @Override
    public synchronized boolean replace(AccessToken seen, AccessToken.State becomes, AccessToken next) {
        boolean first = find(seen.value())
                .filter(token -> token.state() == seen.state())
                .isPresent();
        if (first) {
            add(next);
            tokens.replaceAll(token -> token.value().equals(seen.value()) ? inState(token, becomes) : token);
        }
        return first;
    }

    @Override
    public synchronized boolean setState(String value, AccessToken.State state) {
        Optional<AccessToken> found = find(value);
        tokens.replaceAll(token -> token.value().equals(value) ? inState(token, state) : token);
        return found.isPresent();
    }

    @Override
    public synchronized int removeDead(Instant before) {
        int all = tokens.size();
        tokens.removeIf(token -> token.isExpiredAt(before.minusNanos(1)));
        return all - tokens.size();
    }

    private synchronized List<AccessToken> where(Predicate<AccessToken> condition) {
        tokens.removeIf(token -> consumers.find(token.consumerKey()).isEmpty());
        return tokens.stream().filter(condition).toList();
    }

    private static AccessToken inState(AccessToken token, AccessToken.State state) {
        return new AccessToken(
                token.value(),
                token.refreshValue(),
                token.consumerKey(),
                token.user(),
                token.ofUser(),
                token.scopes(),
                token.issued(),
                token.validity(),
                state);
    }
}
