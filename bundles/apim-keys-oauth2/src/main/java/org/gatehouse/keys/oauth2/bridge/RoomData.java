package org.gatehouse.keys.oauth2.bridge;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.cxf.rs.security.oauth2.common.AccessTokenRegistration;
import org.apache.cxf.rs.security.oauth2.common.Client;
import org.apache.cxf.rs.security.oauth2.common.OAuthPermission;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.common.UserSubject;
import org.apache.cxf.rs.security.oauth2.grants.code.AuthorizationCodeDataProvider;
import org.apache.cxf.rs.security.oauth2.grants.code.AuthorizationCodeRegistration;
import org.apache.cxf.rs.security.oauth2.grants.code.ServerAuthorizationCodeGrant;
import org.apache.cxf.rs.security.oauth2.provider.OAuthServiceException;
import org.apache.cxf.rs.security.oauth2.tokens.bearer.BearerAccessToken;
import org.apache.cxf.rs.security.oauth2.tokens.refresh.RefreshToken;
import org.apache.cxf.rs.security.oauth2.utils.OAuthConstants;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.AuthorizationCode;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.keys.Authorizations;
import org.gatehouse.keys.GrantRefused;
import org.gatehouse.keys.Granted;
import org.gatehouse.keys.Grants;
import org.jspecify.annotations.Nullable;

/** The keys room as CXF's services see it. */
public final class RoomData implements AuthorizationCodeDataProvider {
    /** How the grants begin that others vouch by: RFC 7522 and RFC 7523. */
    private static final String BY_ASSERTION = "urn:ietf:params:oauth:grant-type:";

    /** Property of a subject: when the user signed in, in seconds of the epoch. */
    public static final String SIGNED_IN = "auth_time";
    /** Extra property of a token: the access token that it replaces. */
    public static final String DEACTIVATED = "deactivated";

    private final Grants grants;
    private final Authorizations authorizations;

    /** Over the room. */
    public RoomData(Grants grants, Authorizations authorizations) {
        this.grants = grants;
        this.authorizations = authorizations;
    }

    /** A user as CXF names one. */
    public static UserSubject subject(UserName user, Instant signedIn) {
        UserSubject subject = new UserSubject(user.qualified());
        subject.setProperties(new HashMap<>(Map.of(SIGNED_IN, Long.toString(signedIn.getEpochSecond()))));
        return subject;
    }

    /** The user that a subject stands for. */
    public static UserName user(UserSubject subject) {
        return UserName.parse(subject.getLogin());
    }

    private static Instant signedIn(UserSubject subject) {
        return Instant.ofEpochSecond(Long.parseLong(subject.getProperties().getOrDefault(SIGNED_IN, "0")));
    }

    @Override
    public @Nullable Client getClient(String clientId) {
        return grants.client(clientId).map(RoomData::client).orElse(null);
    }

    /** A client as CXF names one. */
    public static Client client(Consumer consumer) {
        Client client = new Client(consumer.key(), consumer.secret(), !consumer.isPublic(), consumer.name());
        client.setRedirectUris(consumer.callbackUrls());
        client.setAllowedGrantTypes(List.copyOf(consumer.grants()));
        return client;
    }

    @Override
    public ServerAccessToken createAccessToken(AccessTokenRegistration registration) {
        Consumer consumer = consumer(registration.getClient());
        try {
            return token(consumer, registration);
        } catch (GrantRefused refused) {
            throw new OAuthServiceException(OAuthConstants.INVALID_GRANT, refused);
        }
    }

    private ServerAccessToken token(Consumer consumer, AccessTokenRegistration registration) {
        UserSubject subject = registration.getSubject();
        String grant = registration.getGrantType();
        Set<String> scopes = new HashSet<>(registration.getApprovedScope());
        Granted granted = grant.equals(Authorizations.CODE)
                ? authorizations.exchange(consumer, registration.getGrantCode(), user(subject), scopes)
                : grant.startsWith(BY_ASSERTION)
                        ? grants.byAssertion(consumer, user(subject), grant, scopes)
                        : grants.inNameOf(consumer, user(subject), grant, scopes);
        ServerAccessToken token = asToken(registration.getClient(), granted);
        token.setSubject(subject);
        token.setNonce(registration.getNonce());
        token.setResponseType(registration.getResponseType());
        if (grant.equals(Authorizations.IMPLICIT)) {
            // RFC 6749 §4.2.2: nothing that lasts goes through a browser's address.
            token.setRefreshToken(null);
        }
        return token;
    }

    /** What was granted as CXF names it. */
    public static BearerAccessToken asToken(Client client, Granted granted) {
        AccessToken token = granted.token();
        BearerAccessToken bearer = new BearerAccessToken(
                client,
                token.value(),
                granted.expiresInSeconds(),
                token.issued().getEpochSecond());
        bearer.setTokenType("bearer");
        bearer.setScopes(permissions(token.scopes()));
        bearer.setSubject(new UserSubject(token.user().qualified()));
        String refresh = token.refreshValue();
        if (refresh != null) {
            bearer.setRefreshToken(refresh);
        }
        String deactivated = granted.deactivated();
        if (deactivated != null) {
            bearer.getExtraProperties().put(DEACTIVATED, deactivated);
        }
        return bearer;
    }

    private static List<OAuthPermission> permissions(Collection<String> scopes) {
        return scopes.stream().map(scope -> new OAuthPermission(scope)).toList();
    }

    @Override
    public @Nullable ServerAccessToken getAccessToken(String accessToken) {
        return grants.live(accessToken).map(this::asToken).orElse(null);
    }

    private ServerAccessToken asToken(AccessToken token) {
        Client client = getClient(token.consumerKey());
        Duration validity = token.validity();
        BearerAccessToken bearer = new BearerAccessToken(
                client == null ? new Client(token.consumerKey(), "", true) : client,
                token.value(),
                validity == null ? Long.MAX_VALUE : validity.toSeconds(),
                token.issued().getEpochSecond());
        bearer.setTokenType("bearer");
        bearer.setScopes(permissions(token.scopes()));
        bearer.setSubject(new UserSubject(token.user().qualified()));
        return bearer;
    }

    @Override
    public ServerAuthorizationCodeGrant createCodeGrant(AuthorizationCodeRegistration registration) {
        UserSubject subject = registration.getSubject();
        AuthorizationCode code = authorizations.code(
                consumer(registration.getClient()),
                user(subject),
                new Authorizations.Allowed(
                        registration.getRedirectUri(),
                        new HashSet<>(registration.getApprovedScope()),
                        registration.getClientCodeChallenge(),
                        registration.getNonce(),
                        signedIn(subject)));
        return grant(registration.getClient(), code);
    }

    @Override
    public @Nullable ServerAuthorizationCodeGrant removeCodeGrant(String value) {
        return authorizations
                .take(value)
                .flatMap(code -> grants.client(code.consumerKey()).map(consumer -> grant(client(consumer), code)))
                .orElse(null);
    }

    private ServerAuthorizationCodeGrant grant(Client client, AuthorizationCode code) {
        Instant now = grants.now();
        long left = Math.max(0, Duration.between(now, code.expires()).toSeconds());
        ServerAuthorizationCodeGrant grant =
                new ServerAuthorizationCodeGrant(client, code.value(), left, now.getEpochSecond());
        grant.setRedirectUri(code.redirectUri());
        grant.setSubject(subject(code.user(), code.authenticated()));
        grant.setApprovedScopes(List.copyOf(code.scopes()));
        grant.setRequestedScopes(List.copyOf(code.scopes()));
        String challenge = code.challenge();
        if (challenge != null) {
            grant.setClientCodeChallenge(challenge);
            grant.setClientCodeChallengeMethod("S256");
        }
        grant.setNonce(code.nonce());
        return grant;
    }

    @Override
    public List<OAuthPermission> convertScopeToPermissions(Client client, List<String> scopes) {
        return permissions(scopes);
    }

    @Override
    public void revokeToken(Client client, String token, String hint) {
        grants.revoke(consumer(client), token);
    }

    /** Which token a client gets again is the room's business, in {@link #createAccessToken}. */
    @Override
    public @Nullable ServerAccessToken getPreauthorizedToken(
            Client client, List<String> scopes, UserSubject subject, String grant) {
        return null;
    }

    /** Refreshing goes to the room by the grant handler. */
    @Override
    public ServerAccessToken refreshAccessToken(Client client, String refreshToken, List<String> scopes) {
        throw new OAuthServiceException(OAuthConstants.UNSUPPORTED_GRANT_TYPE);
    }

    @Override
    public List<ServerAccessToken> getAccessTokens(Client client, UserSubject subject) {
        return List.of();
    }

    @Override
    public List<RefreshToken> getRefreshTokens(Client client, UserSubject subject) {
        return List.of();
    }

    @Override
    public List<ServerAuthorizationCodeGrant> getCodeGrants(Client client, UserSubject subject) {
        return List.of();
    }

    private Consumer consumer(Client client) {
        return grants.client(client.getClientId())
                .orElseThrow(() -> new Forbidden("consumer key: " + client.getClientId() + " (expected: a known one)"));
    }
}
