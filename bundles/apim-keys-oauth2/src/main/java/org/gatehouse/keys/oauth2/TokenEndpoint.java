package org.gatehouse.keys.oauth2;

import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import org.apache.cxf.rs.security.oauth2.common.Client;
import org.apache.cxf.rs.security.oauth2.common.ClientAccessToken;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.services.AccessTokenService;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.keys.Grants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CXF's token service with the checks, their order and the errors of API Manager 1.9. */
@Path("/token")
public final class TokenEndpoint extends AccessTokenService {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    private static final String DEACTIVATED_HEADER = "DeactivatedAccessToken";

    private final Grants grants;

    TokenEndpoint(Grants grants) {
        this.grants = grants;
        setGrantHandler(new GrantHandler(grants));
        setCanSupportPublicClients(false);
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
                return OauthError.INVALID_GRANT.response();
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
        Consumer consumer = shown == null
                ? null
                : grants.client(shown.key(), shown.secret()).orElse(null);
        if (consumer == null) {
            throw new NotAClient();
        }
        return new Client(consumer.key(), consumer.secret(), true);
    }

    @Override
    protected void processClientAccessToken(ClientAccessToken answer, ServerAccessToken token) {
        String deactivated = token.getExtraProperties().get(GrantHandler.DEACTIVATED);
        if (deactivated != null) {
            getMessageContext().put(DEACTIVATED_HEADER, deactivated);
        }
    }

    @Override
    protected void injectContextIntoOAuthProviders() {
        // Ours need none.
    }

    private @Nullable OauthError malformed(MultivaluedMap<String, String> form) {
        String grant = form.getFirst("grant_type");
        if (grant == null || grant.isBlank()) {
            return OauthError.NO_GRANT_TYPE;
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
        return shown(form) == null ? OauthError.NO_CREDENTIALS : null;
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
