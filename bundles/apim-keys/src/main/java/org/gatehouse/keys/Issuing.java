package org.gatehouse.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.domain.keys.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The one place where tokens are made: while a client has a token for a user and a set of scopes that still lasts, it
 * gets that one again.
 */
final class Issuing {
    private final Tokens tokens;
    private final Supplier<TokenRules> rules;
    private final UnaryOperator<AccessToken> signing;
    private final InstantSource clock;
    private final Secrets secrets;
    private final Object[] locks =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    /**
     * Tokens are made by these rules.
     *
     * @param signing makes of a token one that says itself what it is good for
     */
    Issuing(
            Tokens tokens,
            Supplier<TokenRules> rules,
            UnaryOperator<AccessToken> signing,
            InstantSource clock,
            Secrets secrets) {
        this.tokens = tokens;
        this.rules = rules;
        this.signing = signing;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** The client's token for the user and scopes; null validity lasts for ever. */
    Granted tokenFor(
            Consumer client, UserName user, boolean ofUser, SortedSet<String> scopes, @Nullable Duration validity) {
        // Two requests at once get the same token, not two of which one is soon forgotten.
        int lock = Math.floorMod((client.key() + user).hashCode(), locks.length);
        synchronized (locks[lock]) {
            while (true) {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                // A client that changes its format still has the tokens of the other one in use: they last as long as
                // they
                // were to.
                AccessToken before = tokens.latest(client.key(), user, ofUser, scopes)
                        .filter(token -> token.state() == AccessToken.State.ACTIVE && isInFormat(client, token))
                        .orElse(null);
                if (before == null) {
                    AccessToken first = fresh(ofUser ? secrets.token() : null, client, user, ofUser, scopes, validity);
                    tokens.add(first);
                    return new Granted(first, lasting(validity), null);
                }
                long left = secondsLeft(before, now);
                if (left > 1) {
                    return new Granted(before, left, null);
                }
                AccessToken next = fresh(refreshAfter(before, now), client, user, ofUser, scopes, validity);
                if (tokens.replace(before, AccessToken.State.EXPIRED, next)) {
                    return new Granted(next, lasting(validity), null);
                }
                // Somebody has refreshed it or taken it back meanwhile, here or on another server.
            }
        }
    }

    /**
     * A token whose time is over leaves its refresh token to the next one, while that is worth something. Only to that
     * one: the old token is seen and replaced in one step, so no refresh token is in force in two places.
     */
    private @Nullable String refreshAfter(AccessToken before, Instant now) {
        boolean lasts = now.isBefore(before.issued().plus(rules.get().refreshValidity()));
        String kept = before.refreshValue();
        return !before.ofUser() ? null : kept == null || !lasts ? secrets.token() : kept;
    }

    /** A new token in place of one that is refreshed, both or neither; empty if the old one is not as it was seen any more. */
    Optional<Granted> refreshed(Consumer client, AccessToken old) {
        AccessToken next = fresh(
                secrets.token(),
                client,
                old.user(),
                old.ofUser(),
                old.scopes(),
                rules.get().userValidity());
        return tokens.replace(old, AccessToken.State.INACTIVE, next)
                ? Optional.of(new Granted(next, lasting(rules.get().userValidity()), old.value()))
                : Optional.empty();
    }

    private AccessToken fresh(
            @Nullable String refresh,
            Consumer client,
            UserName user,
            boolean ofUser,
            SortedSet<String> scopes,
            @Nullable Duration validity) {
        AccessToken token = new AccessToken(
                secrets.token(),
                refresh,
                client.key(),
                user,
                ofUser,
                scopes,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                validity,
                AccessToken.State.ACTIVE);
        return client.format() == TokenFormat.JWT ? signing.apply(token) : token;
    }

    private static boolean isInFormat(Consumer client, AccessToken token) {
        return TokenFormat.of(token.value()) == client.format();
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
