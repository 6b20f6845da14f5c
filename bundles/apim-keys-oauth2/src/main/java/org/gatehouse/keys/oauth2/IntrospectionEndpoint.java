package org.gatehouse.keys.oauth2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Objects;
import java.util.Optional;
import org.apache.cxf.jaxrs.ext.MessageContext;
import org.apache.cxf.rs.security.oauth2.common.TokenIntrospection;
import org.apache.cxf.rs.security.oauth2.services.TokenIntrospectionService;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.keys.Grants;
import org.gatehouse.keys.oauth2.bridge.Repeated;
import org.gatehouse.keys.oauth2.bridge.RoomData;
import org.jspecify.annotations.Nullable;

/**
 * What a token is good for (RFC 7662). A client learns it of its own tokens; a user who manages a tenant, of those of the
 * tenant's users; one who manages the server, of all. Of every other token they learn that it is not active.
 */
@Path("/introspect")
public final class IntrospectionEndpoint extends TokenIntrospectionService {
    private final Grants grants;
    private final Authenticator users;
    private @Nullable MessageContext context;

    IntrospectionEndpoint(Grants grants, Authenticator users, RoomData data) {
        this.grants = grants;
        this.users = users;
        setDataProvider(data);
        setBlockUnsecureRequests(false);
        setBlockUnauthorizedRequests(false);
    }

    @Override
    @jakarta.ws.rs.core.Context
    public void setMessageContext(MessageContext context) {
        super.setMessageContext(context);
        this.context = context;
    }

    @Override
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public TokenIntrospection getTokenIntrospection(MultivaluedMap<String, String> form) {
        if (Repeated.isAmong(form)) {
            throw new WebApplicationException(OauthError.GIVEN_TWICE.response());
        }
        Credentials shown = shown(form);
        Optional<Consumer> client = shown == null ? Optional.empty() : grants.client(shown.key(), shown.secret());
        Optional<Caller> caller = client.isPresent() || shown == null ? Optional.empty() : managing(shown);
        if (client.isEmpty() && caller.isEmpty()) {
            throw new WebApplicationException(OauthError.INVALID_CLIENT.response());
        }
        String token = form.getFirst("token");
        if (token == null || token.isBlank()) {
            throw new WebApplicationException(OauthError.missing("token").response());
        }
        TokenIntrospection found = super.getTokenIntrospection(form);
        boolean own = client.map(asking -> asking.key().equals(found.getClientId()))
                .orElseGet(() -> grants.live(token)
                        .filter(live -> caller.orElseThrow().manages(live.user().tenant()))
                        .isPresent());
        return own ? found : new TokenIntrospection(false);
    }

    private Origin origin() {
        HttpServletRequest request = Objects.requireNonNull(context).getHttpServletRequest();
        return Origin.of(request.getRemoteAddr(), request::getHeader, "introspection");
    }

    private @Nullable Credentials shown(MultivaluedMap<String, String> form) {
        MessageContext here = context;
        return here == null
                ? null
                : Credentials.of(here.getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION), form);
    }

    private Optional<Caller> managing(Credentials shown) {
        try {
            return users.authenticate(UserName.parse(shown.key()), shown.secret(), origin())
                    .filter(user -> user.manages(user.tenant()));
        } catch (Invalid notAName) {
            return Optional.empty();
        } catch (Forbidden notFromThere) {
            throw new WebApplicationException(
                    new OauthError(401, "invalid_client", String.valueOf(notFromThere.getMessage())).response());
        }
    }
}
