package org.gatehouse.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The one place where tokens are made: while a client has a token for a user and a set of scopes that still lasts, it
 * gets that one again.
 */
final class Issuing {
    private final Tokens tokens;
    private final Supplier<TokenRules> rules;
    private final InstantSource clock;
    private final Secrets secrets;
    private final Object[] locks =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    Issuing(Tokens tokens, Supplier<TokenRules> rules, InstantSource clock, Secrets secrets) {
        this.tokens = tokens;
        this.rules = rules;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** The client's token for the user and scopes; null validity lasts for ever. */
    Granted tokenFor(
            String consumerKey, UserName user, boolean ofUser, SortedSet<String> scopes, @Nullable Duration validity) {
        // Two requests at once get the same token, not two of which one is soon forgotten.
        int lock = Math.floorMod((consumerKey + user).hashCode(), locks.length);
        synchronized (locks[lock]) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Optional<AccessToken> latest = tokens.latest(consumerKey, user, ofUser, scopes);
            if (latest.isPresent()) {
                AccessToken token = latest.get();
                long left = secondsLeft(token, now);
                if (token.state() == AccessToken.State.ACTIVE && left > 1) {
                    return new Granted(token, left, null);
                }
            }
            String kept = latest.filter(token -> token.state() != AccessToken.State.INACTIVE)
                    .filter(token ->
                            now.isBefore(token.issued().plus(rules.get().refreshValidity())))
                    .map(AccessToken::refreshValue)
                    .orElse(null);
            String refresh = ofUser ? (kept == null ? secrets.token() : kept) : null;
            AccessToken next = fresh(refresh, consumerKey, user, ofUser, scopes, validity);
            if (latest.filter(token -> token.state() == AccessToken.State.ACTIVE)
                    .isPresent()) {
                tokens.replace(latest.get().value(), AccessToken.State.EXPIRED, next);
            } else {
                tokens.add(next);
            }
            return new Granted(next, lasting(validity), null);
        }
    }

    /** A new token in place of one that is refreshed; both or neither. */
    Granted refreshed(AccessToken old) {
        AccessToken next = fresh(
                secrets.token(),
                old.consumerKey(),
                old.user(),
                old.ofUser(),
                old.scopes(),
                rules.get().userValidity());
        tokens.replace(old.value(), AccessToken.State.INACTIVE, next);
        return new Granted(next, lasting(rules.get().userValidity()), old.value());
    }

    private AccessToken fresh(
            @Nullable String refresh,
            String consumerKey,
            UserName user,
            boolean ofUser,
            SortedSet<String> scopes,
            @Nullable Duration validity) {
        return new AccessToken(
                secrets.token(),
                refresh,
                consumerKey,
                user,
                ofUser,
                scopes,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                validity,
                AccessToken.State.ACTIVE);
    }

    private static long lasting(@Nullable Duration validity) {
        return validity == null ? Long.MAX_VALUE : validity.toSeconds();
    }

    private long secondsLeft(AccessToken token, Instant now) {
        Duration validity = token.validity();
        return validity == null
                ? Long.MAX_VALUE
                : Duration.between(now.plus(rules.get().skew()), token.issued().plus(validity))
                        .toSeconds();
    }
}
