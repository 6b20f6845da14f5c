package org.gatehouse.keys.oauth2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.cxf.rs.security.oauth2.common.Client;
import org.apache.cxf.rs.security.oauth2.common.ClientAccessToken;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.grants.code.AuthorizationCodeGrantHandler;
import org.apache.cxf.rs.security.oauth2.grants.code.DigestCodeVerifier;
import org.apache.cxf.rs.security.oauth2.provider.OAuthServiceException;
import org.apache.cxf.rs.security.oauth2.services.AccessTokenService;
import org.apache.cxf.rs.security.oidc.utils.OidcUtils;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.TrustedIssuers;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.keys.Authorizations;
import org.gatehouse.keys.Devices;
import org.gatehouse.keys.GrantRefused;
import org.gatehouse.keys.Grants;
import org.gatehouse.keys.Statements;
import org.gatehouse.keys.oauth2.assertion.JwtBearer;
import org.gatehouse.keys.oauth2.assertion.SamlBearer;
import org.gatehouse.keys.oauth2.bridge.IdTokens;
import org.gatehouse.keys.oauth2.bridge.Repeated;
import org.gatehouse.keys.oauth2.bridge.RoomData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CXF's token service with the checks, their order and the errors of API Manager 1.9. */
@Path("/token")
public final class TokenEndpoint extends AccessTokenService {
    /** The grant types that are answered. */
    static final List<String> GRANT_TYPES = List.of(
            Authorizations.CODE,
            Authorizations.IMPLICIT,
            Grants.PASSWORD,
            Grants.CLIENT_CREDENTIALS,
            Grants.REFRESH_TOKEN,
            Devices.GRANT,
            SamlBearer.GRANT,
            JwtBearer.GRANT);
    /** Those that a client may ask for when it registers itself. */
    static final Set<String> REGISTRABLE = Set.copyOf(GRANT_TYPES);

    /** Windows only; 1.9 has a handler for it. */
    private static final String NTLM = "iwa:ntlm";

    /** RFC 6749 §3.3, with blanks of any number, and no longer than what is stored. */
    private static final Pattern SCOPE = Pattern.compile("[\\s\\x21\\x23-\\x5B\\x5D-\\x7E]{0,1024}");

    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    private static final String DEACTIVATED_HEADER = "DeactivatedAccessToken";

    private final Grants grants;
    private final IdTokens idTokens;

    TokenEndpoint(
            Grants grants,
            Devices devices,
            Statements statements,
            RoomData data,
            IdTokens idTokens,
            TrustedIssuers issuers,
            String address) {
        this.grants = grants;
        this.idTokens = idTokens;
        setGrantHandlers(List.of(
                new GrantHandler(grants, devices, this::origin),
                codes(data),
                new SamlBearer(data, issuers, statements, address, grants::now),
                new JwtBearer(data, issuers, statements, address)));
        setDataProvider(data);
        setCanSupportPublicClients(true);
    }

    /** CXF's own: compares client, address and code verifier (RFC 7636 §4.6). */
    private static AuthorizationCodeGrantHandler codes(RoomData data) {
        AuthorizationCodeGrantHandler codes = new AuthorizationCodeGrantHandler();
        codes.setDataProvider(data);
        codes.setCanSupportPublicClients(true);
        codes.setExpectCodeVerifierForPublicClients(true);
        codes.setCodeVerifierTransformers(List.of(new DigestCodeVerifier()));
        return codes;
    }

    @Override
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response handleTokenRequest(MultivaluedMap<String, String> form) {
        OauthError malformed = malformed(form);
        if (malformed != null) {
            return malformed.response();
        }
        try {
            Response answer = super.handleTokenRequest(form);
            if (answer.getStatus() != 200) {
                return answer;
            }
            Object deactivated = getMessageContext().get(DEACTIVATED_HEADER);
            return deactivated == null
                    ? answer
                    : Response.fromResponse(answer)
                            .header(DEACTIVATED_HEADER, deactivated)
                            .build();
        } catch (NotAClient e) {
            return OauthError.INVALID_CLIENT.response();
        } catch (RuntimeException e) {
            LOG.error("A token request failed", e);
            return OauthError.SERVER_ERROR.response();
        }
    }

    @Override
    protected Client authenticateClientIfNeeded(MultivaluedMap<String, String> form) {
        Credentials shown = shown(form);
        Optional<Consumer> consumer = shown == null ? publicClient(form) : grants.client(shown.key(), shown.secret());
        return consumer.map(RoomData::client).orElseThrow(NotAClient::new);
    }

    /** What a grant handler ends with: a refusal, or a failure of ours that is no opinion on the grant. */
    @Override
    protected Response handleException(OAuthServiceException failure, String error) {
        Throwable cause = failure.getCause();
        if (cause instanceof Unavailable) {
            LOG.warn("A token request cannot be answered: {}", cause.getMessage());
            return OauthError.UNAVAILABLE.response();
        }
        if (cause instanceof Forbidden) {
            return OauthError.bad("invalid_grant", String.valueOf(cause.getMessage()))
                    .response();
        }
        if (cause instanceof Devices.NotYet notYet) {
            return OauthError.bad(notYet.code(), "The user has not agreed.").response();
        }
        if (cause == null || cause instanceof GrantRefused || cause instanceof OAuthServiceException) {
            return OauthError.INVALID_GRANT.response();
        }
        LOG.error("A token request failed", cause);
        return OauthError.SERVER_ERROR.response();
    }

    @Override
    protected Response createErrorResponse(MultivaluedMap<String, String> form, String error) {
        return OauthError.INVALID_GRANT.response();
    }

    @Override
    protected void processClientAccessToken(ClientAccessToken answer, ServerAccessToken token) {
        String deactivated = token.getExtraProperties().get(RoomData.DEACTIVATED);
        if (deactivated != null) {
            getMessageContext().put(DEACTIVATED_HEADER, deactivated);
        }
        boolean openId = token.getScopes().stream()
                .anyMatch(scope -> scope.getPermission().equals(OidcUtils.OPENID_SCOPE));
        if (openId) {
            answer.getParameters().put(OidcUtils.ID_TOKEN, idTokens.beside(token, grants.now()));
        }
    }

    @Override
    protected void injectContextIntoOAuthProviders() {
        // Ours need none.
    }

    private @Nullable OauthError malformed(MultivaluedMap<String, String> form) {
        if (Repeated.isAmong(form)) {
            return OauthError.GIVEN_TWICE;
        }
        String grant = form.getFirst("grant_type");
        if (grant == null || grant.isBlank()) {
            return OauthError.NO_GRANT_TYPE;
        }
        if (grant.equals(NTLM)) {
            return OauthError.UNSUPPORTED_GRANT_TYPE;
        }
        List<String> required = GrantHandler.REQUIRED.get(grant);
        if (required == null) {
            return OauthError.UNKNOWN_GRANT_TYPE;
        }
        List<String> missing = required.stream()
                .filter(name ->
                        form.getFirst(name) == null || form.getFirst(name).isBlank())
                .toList();
        if (!missing.isEmpty()) {
            return OauthError.missing(String.join(" ", missing));
        }
        if (shown(form) == null && publicClient(form).isEmpty()) {
            return OauthError.NO_CREDENTIALS;
        }
        String scope = form.getFirst("scope");
        return scope == null || SCOPE.matcher(scope).matches() ? null : OauthError.INVALID_SCOPE;
    }

    /** A client that has no secret says who it is, and proves it otherwise: by its code verifier, by its refresh token. */
    private Optional<Consumer> publicClient(MultivaluedMap<String, String> form) {
        String key = form.getFirst("client_id");
        boolean trusted = GrantHandler.NEEDS_SECRET.contains(form.getFirst("grant_type"));
        return key == null || trusted ? Optional.empty() : grants.client(key).filter(Consumer::isPublic);
    }

    private Origin origin() {
        HttpServletRequest request = getMessageContext().getHttpServletRequest();
        return Origin.of(request.getRemoteAddr(), request::getHeader, "token endpoint");
    }

    private @Nullable Credentials shown(MultivaluedMap<String, String> form) {
        return Credentials.of(getMessageContext().getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION), form);
    }

    /** Whoever asks is not the client it says. */
    private static final class NotAClient extends RuntimeException {
        private NotAClient() {
            super("client authentication failed", null, false, false);
        }
    }
}
