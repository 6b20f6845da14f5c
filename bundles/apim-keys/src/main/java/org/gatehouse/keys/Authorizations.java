package org.gatehouse.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AuthorizationCode;
import org.gatehouse.domain.keys.AuthorizationCodes;
import org.gatehouse.domain.keys.Consents;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users allow clients in the browser (RFC 6749 §4.1): the codes that carry it, and what they have allowed for good.
 */
@Component(service = Authorizations.class, configurationPid = "apim.keys.authorization")
@Designate(ocd = AuthorizationConfig.class)
public final class Authorizations {
    /** RFC 6749 §4.1. */
    public static final String CODE = "authorization_code";
    /** RFC 6749 §4.2. */
    public static final String IMPLICIT = "implicit";

    private static final Logger LOG = LoggerFactory.getLogger(Authorizations.class);

    private final AuthorizationCodes codes;
    private final Consents consents;
    private final Function<Consumer, Optional<String>> applicationNames;
    private final Grants grants;
    private volatile Duration codeValidity;
    private volatile boolean withoutConsent;
    private final InstantSource clock;
    private final Secrets secrets = new Secrets();

    /** As configured. */
    @Activate
    public Authorizations(
            @Reference AuthorizationCodes codes,
            @Reference Consents consents,
            @Reference Subscriptions subscriptions,
            @Reference Applications applications,
            @Reference Grants grants,
            AuthorizationConfig config) {
        this(
                codes,
                consents,
                client -> subscriptions
                        .findKey(client.key())
                        .flatMap(key -> applications.find(key.applicationId()))
                        .map(Application::name),
                grants,
                Duration.ofSeconds(config.code_seconds()),
                config.without_consent(),
                InstantSource.system());
    }

    Authorizations(
            AuthorizationCodes codes,
            Consents consents,
            Function<Consumer, Optional<String>> applicationNames,
            Grants grants,
            Duration codeValidity,
            boolean withoutConsent,
            InstantSource clock) {
        this.codes = codes;
        this.consents = consents;
        this.applicationNames = applicationNames;
        this.grants = grants;
        this.codeValidity = codeValidity;
        this.withoutConsent = withoutConsent;
        this.clock = clock;
    }

    /** From now on as configured. */
    @Modified
    void configure(AuthorizationConfig config) {
        codeValidity = Duration.ofSeconds(config.code_seconds());
        withoutConsent = config.without_consent();
    }

    /**
     * What the client asks a user for.
     *
     * @param redirectUri where the code goes
     * @param scopes those that the user allows
     * @param challenge the S256 code challenge, null if the client sent none
     * @param nonce what the client wants to find in the ID token, null if nothing
     * @param authenticated when the user signed in
     */
    public record Allowed(
            String redirectUri,
            Set<String> scopes,
            @Nullable String challenge,
            @Nullable String nonce,
            Instant authenticated) {
        /** Copies its set. */
        public Allowed {
            scopes = Set.copyOf(scopes);
        }
    }

    /** What users know the client as: the store's application, or else what the client calls itself. */
    public String name(Consumer client) {
        return applicationNames.apply(client).orElse(client.name());
    }

    /** Whether the user need not be asked. For this server's own scopes they always are once, whatever applications may do unasked. */
    public boolean isAgreed(Consumer client, UserName user, Set<String> scopes) {
        boolean isOwn = scopes.stream().anyMatch(scope -> OwnScope.of(scope).isPresent());
        return (withoutConsent && !isOwn) || consents.covers(user, client.key(), scopes);
    }

    /** Remembers that the user allows this for good. */
    public void agree(Consumer client, UserName user, Set<String> scopes) {
        consents.add(user, client.key(), scopes);
        LOG.info("{} lets {} have {} without being asked again", user, client.name(), scopes);
    }

    /** A code for the client to fetch its token with, once, and soon. */
    public AuthorizationCode code(Consumer client, UserName user, Allowed allowed) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        codes.removeExpired(now.minus(codeValidity.multipliedBy(2)));
        AuthorizationCode code = new AuthorizationCode(
                secrets.token(),
                client.key(),
                user,
                grants.grantable(client, user, allowed.scopes()),
                allowed.redirectUri(),
                allowed.challenge(),
                allowed.nonce(),
                allowed.authenticated().truncatedTo(ChronoUnit.MILLIS),
                now.plus(codeValidity));
        codes.add(code);
        return code;
    }

    /**
     * Takes a code in. One that comes a second time is no honest client's: what was given for it is taken back (RFC 6749
     * §4.1.2).
     */
    public Optional<AuthorizationCode> take(String value) {
        Optional<AuthorizationCode> code = codes.take(value);
        if (code.isEmpty()) {
            codes.exchangedFor(value).ifPresent(token -> {
                LOG.warn("An authorization code was shown twice; its token is revoked");
                grants.revoke(token);
            });
        }
        return code;
    }

    /** The token for a code that was taken in and found right. */
    public Granted exchange(Consumer client, String code, UserName user, Set<String> scopes) {
        Granted granted = grants.inNameOf(client, user, CODE, scopes);
        codes.exchanged(code, granted.token().value());
        return granted;
    }
}
