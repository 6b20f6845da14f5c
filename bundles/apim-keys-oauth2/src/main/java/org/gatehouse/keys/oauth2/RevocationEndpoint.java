package org.gatehouse.keys.oauth2;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.cxf.rs.security.oauth2.services.TokenRevocationService;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.keys.Grants;
import org.gatehouse.keys.Revoked;
import org.gatehouse.keys.oauth2.bridge.Repeated;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revocation (RFC 7009) with the answers of API Manager 1.9; the headers let gateways forget the token. */
@Path("/revoke")
public final class RevocationEndpoint extends TokenRevocationService {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationEndpoint.class);
    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.]{0,99}");

    private final Grants grants;

    RevocationEndpoint(Grants grants) {
        this.grants = grants;
    }

    @Override
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response handleTokenRevocation(MultivaluedMap<String, String> form) {
        if (Repeated.isAmong(form)) {
            return OauthError.GIVEN_TWICE.response();
        }
        String callback = form.getFirst("callback");
        if (callback != null && !FUNCTION.matcher(callback).matches()) {
            return OauthError.NO_TOKEN.response();
        }
        try {
            return revoke(form, callback);
        } catch (RuntimeException e) {
            LOG.error("A revocation failed", e);
            return refused(OauthError.SERVER_ERROR, callback);
        }
    }

    private Response revoke(MultivaluedMap<String, String> form, @Nullable String callback) {
        Credentials shown =
                Credentials.of(getMessageContext().getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION), form);
        if (Credentials.AMBIGUOUS.equals(shown)) {
            return refused(OauthError.INVALID_CLIENT, callback);
        }
        Optional<Consumer> client = shown == null ? Optional.empty() : grants.client(shown.key(), shown.secret());
        if (client.isEmpty()) {
            return refused(OauthError.UNAUTHORIZED_CLIENT, callback);
        }
        String token = form.getFirst("token");
        if (token == null || token.isBlank()) {
            return refused(OauthError.NO_TOKEN, callback);
        }
        return done(grants.revoke(client.get(), token), callback);
    }

    private static Response done(@Nullable Revoked revoked, @Nullable String callback) {
        Response.ResponseBuilder answer = Response.ok()
                .type(callback == null ? "text/html" : "application/javascript")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .entity(callback == null ? "" : callback + "();");
        if (revoked != null) {
            answer.header("RevokedAccessToken", revoked.accessToken())
                    .header("AuthorizedUser", revoked.user().qualified());
            String refresh = revoked.refreshToken();
            if (refresh != null) {
                answer.header("RevokedRefreshToken", refresh);
            }
        }
        return answer.build();
    }

    private static Response refused(OauthError error, @Nullable String callback) {
        Response plain = error.response();
        return callback == null
                ? plain
                : Response.fromResponse(plain)
                        .type("application/javascript")
                        .entity(callback + "(" + error.json() + ");")
                        .build();
    }

    @Override
    protected void injectContextIntoOAuthProviders() {
        // Ours need none.
    }
}
