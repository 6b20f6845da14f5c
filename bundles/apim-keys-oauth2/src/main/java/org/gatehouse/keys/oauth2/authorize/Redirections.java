package org.gatehouse.keys.oauth2.authorize;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.apache.cxf.rs.security.oauth2.common.Client;
import org.apache.cxf.rs.security.oauth2.common.ClientAccessToken;
import org.apache.cxf.rs.security.oauth2.common.OAuthRedirectionState;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.common.UserSubject;
import org.apache.cxf.rs.security.oauth2.provider.OAuthServiceException;
import org.apache.cxf.rs.security.oidc.common.IdToken;
import org.apache.cxf.rs.security.oidc.idp.OidcAuthorizationCodeService;
import org.apache.cxf.rs.security.oidc.idp.OidcImplicitService;
import org.apache.cxf.rs.security.oidc.utils.OidcUtils;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.keys.oauth2.bridge.IdTokens;
import org.gatehouse.keys.oauth2.bridge.RoomData;

/** The answers that go back to a client through the browser, made by CXF's services. */
final class Redirections {
    private final RoomData data;
    private final IdTokens idTokens;
    private final InstantSource clock;
    private final OidcAuthorizationCodeService code = new OidcAuthorizationCodeService();
    private final Implicit implicit;

    Redirections(RoomData data, IdTokens idTokens, InstantSource clock) {
        this.clock = clock;
        this.data = data;
        this.idTokens = idTokens;
        this.code.setDataProvider(data);
        this.implicit = new Implicit();
    }

    /** What was asked for: a code, a token, an ID token. */
    Response granted(AuthorizationRequest asked, UserName user, SortedSet<String> scopes, Instant signedIn) {
        Client client = RoomData.client(asked.client());
        UserSubject subject = RoomData.subject(user, signedIn);
        List<String> approved = List.copyOf(scopes);
        try {
            if (asked.inFragment()) {
                return found(implicit.grant(state(asked), client, approved, subject));
            }
            String grant = code.getGrantRepresentation(state(asked), client, approved, approved, subject, null)
                    .getCode();
            return found(asked, "code=" + grant);
        } catch (OAuthServiceException refused) {
            return refused(asked, "server_error");
        }
    }

    /** An error (RFC 6749 §4.1.2.1 and §4.2.2.1). */
    Response refused(AuthorizationRequest asked, String error) {
        return found(asked, "error=" + error);
    }

    /** CXF's builder of addresses loses the query of those with a scheme of their own. */
    private static Response found(AuthorizationRequest asked, String answer) {
        String state = asked.state();
        String separator = asked.inFragment() ? "#" : asked.redirectUri().contains("?") ? "&" : "?";
        String address =
                asked.redirectUri() + separator + answer + (state == null ? "" : "&state=" + Addresses.encoded(state));
        return found(Response.seeOther(URI.create(address)).build());
    }

    /** As API Manager 1.9 has it: 302. The answer is secret, so nobody may keep it. */
    private static Response found(Response answer) {
        return Response.fromResponse(answer)
                .status(Response.Status.FOUND)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static OAuthRedirectionState state(AuthorizationRequest asked) {
        OAuthRedirectionState state = new OAuthRedirectionState();
        state.setClientId(asked.client().key());
        state.setRedirectUri(asked.redirectUri());
        state.setState(asked.state());
        state.setNonce(asked.nonce());
        state.setResponseType(asked.responseType());
        String challenge = asked.challenge();
        if (challenge != null) {
            state.setClientCodeChallenge(challenge);
            state.setClientCodeChallengeMethod("S256");
        }
        return state;
    }

    private final class Implicit extends OidcImplicitService {
        private Implicit() {
            setDataProvider(data);
            setIdTokenProvider(
                    (clientId, subject, scopes) -> idTokens.about(subject, clientId, clock.instant(), null, null));
        }

        private Response grant(OAuthRedirectionState state, Client client, List<String> scopes, UserSubject subject) {
            return createGrant(state, client, scopes, scopes, subject, null);
        }

        /** CXF's own takes a {@code token} alone, which is no response type of OpenID Connect, for an ID token alone. */
        @Override
        protected boolean canAccessTokenBeReturned(String responseType) {
            return Set.of(responseType.split(" ")).contains("token");
        }

        /** Beside an access token. */
        @Override
        protected void processClientAccessToken(ClientAccessToken answer, ServerAccessToken token) {
            if (token.getResponseType().contains(OidcUtils.ID_TOKEN)) {
                answer.getParameters().put(OidcUtils.ID_TOKEN, idTokens.beside(token, clock.instant()));
            }
        }

        /** Alone. */
        @Override
        protected String processIdToken(OAuthRedirectionState state, IdToken token) {
            token.setNonce(state.getNonce());
            return idTokens.signed(token);
        }
    }
}
