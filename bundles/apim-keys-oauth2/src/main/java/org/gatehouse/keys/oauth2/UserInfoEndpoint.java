package org.gatehouse.keys.oauth2;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.apache.cxf.jaxrs.json.basic.JsonMapObjectReaderWriter;
import org.apache.cxf.rs.security.oidc.common.UserInfo;
import org.gatehouse.domain.identity.ClaimDialects;
import org.gatehouse.domain.identity.ClaimsRetriever;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.keys.Grants;
import org.gatehouse.keys.oauth2.bridge.IdTokens;
import org.jspecify.annotations.Nullable;

/**
 * Who a token stands for (OpenID Connect Core 1.0 §5.3), with the errors of API Manager 1.9. That product asks for the
 * parameter {@code schema=openid}; here it may be left out, as the standard's clients do.
 */
@Path("/userinfo")
public final class UserInfoEndpoint {
    private static final String SCHEMA = "openid";

    private final Grants grants;
    private final ClaimsRetriever claims;

    UserInfoEndpoint(Grants grants, ClaimsRetriever claims) {
        this.grants = grants;
        this.claims = claims;
    }

    /** The user's claims as JSON. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response get(
            @QueryParam("schema") @Nullable String schema,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        if (schema != null && !schema.equals(SCHEMA)) {
            return OauthError.bad("invalid_schema", "Schema should be openid").response();
        }
        if (authorization == null || authorization.isBlank()) {
            return OauthError.bad("invalid_request", "Authorization header missing")
                    .response();
        }
        String[] words = authorization.trim().split("\\s+");
        if (words.length != 2 || !words[0].equalsIgnoreCase("Bearer")) {
            return OauthError.bad("invalid_request", "Bearer token missing").response();
        }
        return grants.live(words[1])
                .map(this::about)
                .orElseGet(() -> OauthError.bad("invalid_token", "Access token validation failed")
                        .response());
    }

    /** As {@link #get}; the standard asks for both. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response post(
            @QueryParam("schema") @Nullable String schema,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return get(schema, authorization);
    }

    private Response about(AccessToken token) {
        if (!token.scopes().contains(SCHEMA)) {
            return OauthError.bad("insufficient_scope", "Access token does not have the openid scope")
                    .response();
        }
        UserInfo info = new UserInfo();
        claims.claims(token.user(), ClaimDialects.OPENID).forEach(info::setProperty);
        info.setSubject(IdTokens.name(token.user()));
        return Response.ok(new JsonMapObjectReaderWriter().toJson(info))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }
}
