package org.gatehouse.keys.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.AuthorizationServer;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.domain.tls.TlsIdentity;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Any OpenID provider with registration. Its clients are kept here too, as the store shows them, but get no token here. */
@Component(
        service = AuthorizationServer.class,
        configurationPid = "apim.keys.oidc",
        property = AuthorizationServer.NAME + "=oidc")
@Designate(ocd = OidcAuthorizationServer.Config.class)
public final class OidcAuthorizationServer implements AuthorizationServer {
    private static final Logger LOG = LoggerFactory.getLogger(OidcAuthorizationServer.class);
    /** Where a client is sent that said no address: nowhere (the name that native applications use for it). */
    private static final URI NOWHERE = URI.create("urn:ietf:wg:oauth:2.0:oob");
    /** No grant type that this server knows: the client's secret is for the other server. */
    private static final Set<String> NO_GRANT_HERE = Set.of("elsewhere");

    private final Consumers consumers;
    private final TlsIdentity tls;
    private volatile Provider provider;
    private volatile @Nullable SignedTokens signedTokens;

    /** As configured; nothing is asked yet. */
    @Activate
    public OidcAuthorizationServer(@Reference Consumers consumers, @Reference TlsIdentity tls, Config config) {
        this(consumers, tls, provider(tls, config));
    }

    OidcAuthorizationServer(Consumers consumers, TlsIdentity tls, Provider provider) {
        this.consumers = consumers;
        this.tls = tls;
        this.provider = provider;
    }

    /** From now on as configured. */
    @Modified
    void configure(Config config) {
        provider = provider(tls, config);
        signedTokens = null;
    }

    private static Provider provider(TlsIdentity tls, Config config) {
        return new Provider(
                new Provider.Settings(
                        config.server_url().strip(),
                        config.username(),
                        config.password(),
                        config.registration_scope(),
                        config.validation().equals("keys")),
                tls.client().getSocketFactory(),
                InstantSource.system());
    }

    @Override
    public Consumer register(Caller caller, KeyOrder order) {
        Provider there = provider;
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        String name = order.application().subscriber().inNames() + "_"
                + order.application().name() + "_" + order.type();
        metadata.setName(name);
        Set<GrantType> grants = new HashSet<>(List.of(GrantType.CLIENT_CREDENTIALS));
        boolean callback = !order.callbackUrl().isBlank();
        if (callback) {
            grants.add(GrantType.AUTHORIZATION_CODE);
            grants.add(GrantType.REFRESH_TOKEN);
        }
        metadata.setGrantTypes(grants);
        try {
            metadata.setRedirectionURI(callback ? URI.create(order.callbackUrl().trim()) : NOWHERE);
            URI endpoint = there.endpoint(there.metadata().getRegistrationEndpointURI(), "registration");
            OIDCClientRegistrationRequest request =
                    new OIDCClientRegistrationRequest(endpoint, metadata, registrationToken(there));
            var answer = OIDCClientRegistrationResponseParser.parse(there.sent(request.toHTTPRequest()));
            if (!answer.indicatesSuccess()) {
                throw new Invalid("The authorization server refuses the client: "
                        + text(answer.toErrorResponse().getErrorObject()));
            }
            ClientInformation registered = ((OIDCClientInformationResponse) answer).getClientInformation();
            Secret secret = registered.getSecret();
            LOG.info(
                    "{} is client {} of {}",
                    name,
                    registered.getID(),
                    there.settings().issuer());
            return new Consumer(
                    registered.getID().getValue(),
                    secret == null ? "" : secret.getValue(),
                    order.application().subscriber(),
                    name,
                    order.callbackUrl(),
                    NO_GRANT_HERE,
                    TokenFormat.OPAQUE);
        } catch (ParseException | IllegalArgumentException e) {
            throw there.unavailable("answers a registration with something else", e);
        }
    }

    private static BearerAccessToken registrationToken(Provider there) throws ParseException {
        String scope = there.settings().registrationScope();
        TokenRequest.Builder request = new TokenRequest.Builder(
                there.endpoint(there.metadata().getTokenEndpointURI(), "token"),
                there.settings().login(),
                new ClientCredentialsGrant());
        if (!scope.isBlank()) {
            request.scope(Scope.parse(scope));
        }
        return new BearerAccessToken(granted(there, request.build()).getValue());
    }

    private static com.nimbusds.oauth2.sdk.token.AccessToken granted(Provider there, TokenRequest request)
            throws ParseException {
        TokenResponse answer = TokenResponse.parse(there.sent(request.toHTTPRequest()));
        if (!answer.indicatesSuccess()) {
            throw new Invalid("The authorization server gives no token: "
                    + text(answer.toErrorResponse().getErrorObject()));
        }
        return answer.toSuccessResponse().getTokens().getAccessToken();
    }

    @Override
    public void remove(Consumer consumer) {
        LOG.info(
                "Client {} stays at {}, where it can be removed",
                consumer.key(),
                provider.settings().issuer());
    }

    @Override
    public AccessToken applicationToken(Caller caller, Consumer consumer, KeyOrder order) {
        Provider there = provider;
        try {
            TokenRequest request = new TokenRequest.Builder(
                            there.endpoint(there.metadata().getTokenEndpointURI(), "token"),
                            login(consumer),
                            new ClientCredentialsGrant())
                    .build();
            var token = granted(there, request);
            Scope scope = token.getScope();
            return new AccessToken(
                    token.getValue(),
                    null,
                    consumer.key(),
                    consumer.owner(),
                    false,
                    scope == null ? new TreeSet<>() : new TreeSet<>(scope.toStringList()),
                    Instant.now(),
                    token.getLifetime() <= 0 ? null : Duration.ofSeconds(token.getLifetime()),
                    AccessToken.State.ACTIVE);
        } catch (ParseException e) {
            throw there.unavailable("answers a token request with something else", e);
        }
    }

    private static ClientAuthentication login(Consumer consumer) {
        return new ClientSecretBasic(new ClientID(consumer.key()), new Secret(consumer.secret()));
    }

    @Override
    public Optional<AccessToken> inspect(String accessToken) {
        Provider there = provider;
        try {
            return there.settings().byKeys() ? byKeys(there, accessToken) : byAsking(there, accessToken);
        } catch (ParseException | JOSEException | MalformedURLException e) {
            throw there.unavailable("does not say what a token is good for", e);
        } catch (IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }

    private Optional<AccessToken> byAsking(Provider there, String accessToken) throws ParseException {
        TokenIntrospectionRequest request = new TokenIntrospectionRequest(
                there.endpoint(there.metadata().getIntrospectionEndpointURI(), "introspection"),
                there.settings().login(),
                new BearerAccessToken(accessToken));
        TokenIntrospectionResponse answer = TokenIntrospectionResponse.parse(there.sent(request.toHTTPRequest()));
        if (!answer.indicatesSuccess()) {
            throw new ParseException(
                    "introspection: " + text(answer.toErrorResponse().getErrorObject()));
        }
        TokenIntrospectionSuccessResponse told = answer.toSuccessResponse();
        if (!told.isActive() || told.getClientID() == null) {
            return Optional.empty();
        }
        String subject = told.getUsername() != null
                ? told.getUsername()
                : told.getSubject() == null ? "" : told.getSubject().getValue();
        Scope scope = told.getScope();
        return Optional.of(token(
                accessToken,
                told.getClientID().getValue(),
                subject,
                scope == null ? List.of() : scope.toStringList(),
                told.getIssueTime(),
                told.getExpirationTime()));
    }

    private Optional<AccessToken> byKeys(Provider there, String accessToken)
            throws JOSEException, MalformedURLException {
        SignedTokens checked = signedTokens;
        if (checked == null) {
            checked = new SignedTokens(
                    there.settings().issuer(),
                    there.endpoint(there.metadata().getJWKSetURI(), "key set"),
                    tls.client().getSocketFactory());
            signedTokens = checked;
        }
        return checked.claims(accessToken).map(claims -> token(accessToken, claims));
    }

    /** RFC 9068 §2.2, and what servers before it had: the client is who is meant, or who asked. */
    private AccessToken token(String accessToken, JWTClaimsSet claims) {
        String subject = claims.getSubject();
        Object client = claims.getClaim("client_id") == null ? claims.getClaim("azp") : claims.getClaim("client_id");
        Object scope = claims.getClaim("scope");
        List<String> scopes = scope instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : scope == null ? List.of() : List.of(scope.toString().split(" "));
        return token(
                accessToken,
                client == null ? subject : client.toString(),
                subject,
                scopes,
                claims.getIssueTime(),
                claims.getExpirationTime());
    }

    private AccessToken token(
            String value,
            String clientId,
            String subject,
            List<String> scopes,
            @Nullable Date issued,
            @Nullable Date expires) {
        boolean ofUser = !subject.isBlank() && !subject.equals(clientId);
        UserName user = ofUser
                ? UserName.parse(subject)
                : consumers.find(clientId).map(Consumer::owner).orElse(UserName.parse(clientId));
        Instant since = issued == null ? Instant.now() : issued.toInstant();
        SortedSet<String> all = new TreeSet<>(scopes);
        return new AccessToken(
                value,
                null,
                clientId,
                user,
                ofUser,
                all,
                since,
                expires == null ? null : Duration.between(since, expires.toInstant()),
                AccessToken.State.ACTIVE);
    }

    @Override
    public void revoke(Consumer consumer, String token) {
        Provider there = provider;
        TokenRevocationRequest request = new TokenRevocationRequest(
                there.endpoint(there.metadata().getRevocationEndpointURI(), "revocation"),
                login(consumer),
                new BearerAccessToken(token));
        there.sent(request.toHTTPRequest());
    }

    private static String text(@Nullable ErrorObject error) {
        return error == null ? "no reason given" : error.getCode() + " " + error.getDescription();
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: authorization server of another make")
    @interface Config {
        @AttributeDefinition(description = "The issuer: its metadata are below this address.")
        String server_url() default "";

        @AttributeDefinition(description = "The client that registers others and asks about tokens.")
        String username() default "";

        @AttributeDefinition(description = "That client's secret.", type = AttributeType.PASSWORD)
        String password() default "";

        @AttributeDefinition(description = "The scope that this client needs to register others; empty for none.")
        String registration_scope() default "client.create";

        @AttributeDefinition(description = "introspection, or keys for tokens that are JWT: those are not asked about.")
        String validation() default "introspection";
    }
}
