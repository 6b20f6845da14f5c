package org.gatehouse.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.subscription.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tokens for grants (RFC 6749 §4), and their revocation (RFC 7009). Every gateway knows of it when a verb returns. */
@Component(service = Grants.class)
public final class Grants {
    /** RFC 6749 §4.4. */
    public static final String CLIENT_CREDENTIALS = "client_credentials";
    /** The store's own way to an application token with a life of its own. */
    public static final String APPLICATION_TOKEN = "application_token";
    /** RFC 6749 §4.3. */
    public static final String PASSWORD = "password";
    /** RFC 6749 §6. */
    public static final String REFRESH_TOKEN = "refresh_token";

    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);
    /** Compared with where there is no client, so that an unknown key costs what a known one does. */
    private static final String NOBODYS_SECRET = "x".repeat(28);

    private final Consumers consumers;
    private final Tokens tokens;
    private final Authenticator users;
    private final Memories memories;
    private final Supplier<TokenRules> rules;
    private final ScopePolicy scopes;
    private final Issuing issuing;
    private final InstantSource clock;

    /** A user's name and password, and from where they come. */
    public record Login(String username, String password, Origin from) {
        @Override
        public String toString() {
            return "Login[" + username + ", ****, " + from + "]";
        }
    }

    /** As configured. */
    @Activate
    public Grants(
            @Reference Consumers consumers,
            @Reference Tokens tokens,
            @Reference Subscriptions subscriptions,
            @Reference Authenticator users,
            @Reference Memories memories,
            @Reference TokenPolicy rules,
            @Reference JwtSigner signer) {
        this(consumers, tokens, subscriptions, users, memories, rules, signer::accessToken, InstantSource.system());
    }

    Grants(
            Consumers consumers,
            Tokens tokens,
            Subscriptions subscriptions,
            Authenticator users,
            Memories memories,
            Supplier<TokenRules> rules,
            UnaryOperator<AccessToken> signing,
            InstantSource clock) {
        this.consumers = consumers;
        this.tokens = tokens;
        this.users = users;
        this.memories = memories;
        this.rules = rules;
        this.clock = clock;
        this.scopes = new ScopePolicy(subscriptions, rules);
        this.issuing = new Issuing(tokens, rules, signing, clock, new Secrets());
    }

    /** The client of that key, without a look at its secret. */
    public Optional<Consumer> client(String consumerKey) {
        return consumers.find(consumerKey);
    }

    /** The client whose key and secret these are; never a public one, which has no secret. */
    public Optional<Consumer> client(String consumerKey, String secret) {
        Optional<Consumer> client = consumers.find(consumerKey);
        boolean same = Secrets.same(client.map(Consumer::secret).orElse(NOBODYS_SECRET), secret);
        return client.filter(known -> same && !known.isPublic());
    }

    /**
     * An application token, in the name of the client's owner.
     *
     * @param wanted scopes asked for; those that are not granted are left out
     * @throws GrantRefused if the client may not use this grant
     */
    public Granted clientCredentials(Consumer client, Set<String> wanted) {
        requireGrant(client, CLIENT_CREDENTIALS);
        return ofApplication(client, rules.get().applicationValidity(), wanted);
    }

    /**
     * An application token that lasts as long as the client says. Every client may ask for it: the store does, in each
     * one's name.
     *
     * @param seconds how long; 0 as configured, negative for ever
     */
    public Granted applicationToken(Consumer client, long seconds, Set<String> wanted) {
        Duration validity = seconds == 0 ? rules.get().applicationValidity() : TokenRules.life(seconds);
        return ofApplication(client, validity, wanted);
    }

    private Granted ofApplication(Consumer client, @Nullable Duration validity, Set<String> wanted) {
        SortedSet<String> granted = scopes.granted(client.key(), rolesOf(client.owner()), wanted);
        granted.add(rules.get().applicationScope());
        return issuing.tokenFor(client, client.owner(), false, granted, validity);
    }

    /**
     * A user's token.
     *
     * @param login as typed; the case of the name does not matter
     * @throws Forbidden if the password does not count from there, with what is to be done
     * @throws GrantRefused if the password is wrong, or the client may not use this grant
     */
    public Granted password(Consumer client, Login login, Set<String> wanted) {
        requireGrant(client, PASSWORD);
        Caller caller = named(login.username())
                .flatMap(user -> users.authenticate(user, login.password(), login.from()))
                .orElseThrow(() -> new GrantRefused("wrong user name or password"));
        SortedSet<String> granted = scopes.granted(client.key(), caller, wanted);
        return issuing.tokenFor(
                client, caller.user(), true, granted, rules.get().userValidity());
    }

    /**
     * A user's token for a client that has shown otherwise that the user agrees.
     *
     * @param user need not be known here: users of other authorities have no roles, so no scopes that ask for one
     * @param grant the grant type that the client used
     * @throws GrantRefused if the client may not use this grant
     */
    public Granted inNameOf(Consumer client, UserName user, String grant, Set<String> wanted) {
        requireGrant(client, grant);
        return issuing.tokenFor(
                client, user, true, grantable(client, user, wanted), rules.get().userValidity());
    }

    /**
     * The same by what somebody else says of the user, who was not asked: a token for APIs, with none of this server's own scopes.
     *
     * @throws GrantRefused if the client may not use this grant
     */
    public Granted byAssertion(Consumer client, UserName user, String grant, Set<String> wanted) {
        requireGrant(client, grant);
        Set<String> roles = users.asCaller(user).map(Caller::roles).orElse(Set.of());
        return issuing.tokenFor(
                client,
                user,
                true,
                scopes.granted(client.key(), roles, wanted),
                rules.get().userValidity());
    }

    /** The scopes that the client would get for the user if it asked for these. */
    public SortedSet<String> grantable(Consumer client, UserName user, Set<String> wanted) {
        return users.asCaller(user)
                .map(caller -> scopes.granted(client.key(), caller, wanted))
                .orElseGet(() -> scopes.granted(client.key(), Set.of(), wanted));
    }

    /** The token of that value, if it counts now. */
    public Optional<AccessToken> live(String accessToken) {
        return tokens.find(accessToken)
                .filter(token -> token.state() == AccessToken.State.ACTIVE && !token.isExpiredAt(clock.instant()));
    }

    /**
     * A new token for a refresh token; the old access token no longer counts. Of several who show a refresh token at once,
     * be it to several servers of one database, one gets a token.
     *
     * <p>One that was used already is refused (RFC 9700 §4.14.2). What that says of the newer tokens depends on the client.
     * A client with a secret has shown it with both, so nobody else holds them: it retries after an answer that was lost,
     * as clients of API Manager 1.9 do, and gets on by the grant that it began with, which gives it the newest token again.
     * Of a public client nobody can tell whether the owner or a thief has the newer ones: they are taken back, and the user
     * signs in anew. There is no time within which a second use would be harmless; a thief would be within it, too.
     *
     * @throws GrantRefused if the refresh token is unknown, used, or another client's
     */
    public Granted refresh(Consumer client, String refreshToken) {
        requireGrant(client, REFRESH_TOKEN);
        while (true) {
            AccessToken old = refreshable(client, refreshToken);
            Optional<Granted> granted = issuing.refreshed(client, old);
            if (granted.isPresent()) {
                memories.forgetToken(old.value());
                return granted.get();
            }
            // It changed between the look and the deed; the next look tells into what.
        }
    }

    private AccessToken refreshable(Consumer client, String refreshToken) {
        AccessToken old = tokens.findByRefresh(refreshToken)
                .filter(token -> token.consumerKey().equals(client.key()))
                .orElseThrow(() -> new GrantRefused("unknown refresh token"));
        if (old.state() == AccessToken.State.INACTIVE && client.isPublic()) {
            takeBackWhatFollowed(old);
        }
        if (old.state() != AccessToken.State.ACTIVE && old.state() != AccessToken.State.EXPIRED) {
            throw new GrantRefused("used refresh token");
        }
        return old;
    }

    /**
     * Takes a token of the client back, access or refresh.
     *
     * @return what was taken back; null if the client has no such token, which is no error (RFC 7009 §2.2)
     */
    public @Nullable Revoked revoke(Consumer client, String token) {
        Optional<AccessToken> found = tokens.find(token).or(() -> tokens.findByRefresh(token));
        if (found.isEmpty() || !found.get().consumerKey().equals(client.key())) {
            return null;
        }
        return takeBack(found.get());
    }

    /**
     * A public client's refresh token that comes a second time is in two hands, and nobody can tell whose the newer tokens
     * are (RFC 9700 §4.14.2).
     */
    private void takeBackWhatFollowed(AccessToken used) {
        tokens.latest(used.consumerKey(), used.user(), used.ofUser(), used.scopes())
                .filter(token -> token.state() != AccessToken.State.REVOKED)
                .ifPresent(token -> {
                    LOG.warn("A refresh token of {} was shown twice; what followed it is revoked", used.consumerKey());
                    takeBack(token);
                });
    }

    /** Takes an access token back, whoever has it; does nothing if there is none of that value. */
    void revoke(String accessToken) {
        tokens.find(accessToken).ifPresent(this::takeBack);
    }

    private Revoked takeBack(AccessToken token) {
        tokens.setState(token.value(), AccessToken.State.REVOKED);
        memories.forgetToken(token.value());
        LOG.info("A token of {} for {} was revoked", token.consumerKey(), token.user());
        return new Revoked(token.value(), token.refreshValue(), token.user());
    }

    /** When it is, for doors that tell times. */
    public Instant now() {
        return clock.instant();
    }

    private Set<String> rolesOf(UserName owner) {
        return users.asCaller(owner).map(Caller::roles).orElse(Set.of());
    }

    private static Optional<UserName> named(String username) {
        try {
            return Optional.of(UserName.parse(username.toLowerCase(Locale.ROOT)));
        } catch (Invalid e) {
            return Optional.empty();
        }
    }

    private static void requireGrant(Consumer client, String grant) {
        if (!client.mayUse(grant)) {
            throw new GrantRefused("grant type not allowed to this client");
        }
    }
}
