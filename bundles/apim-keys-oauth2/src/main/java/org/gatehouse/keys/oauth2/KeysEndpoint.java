package org.gatehouse.keys.oauth2;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.gatehouse.domain.NotFound;
import org.gatehouse.keys.JwtSigner;
import org.jspecify.annotations.Nullable;

/** The key that ID tokens and self-contained access tokens are checked with (RFC 7517). */
@Path("/jwks")
public final class KeysEndpoint {
    private final JwtSigner signer;

    KeysEndpoint(JwtSigner signer) {
        this.signer = signer;
    }

    /** The JWK set; with a tenant, that of the key for assertions about its users. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response keys(@QueryParam("tenant") @Nullable String tenant) {
        try {
            return Response.ok(tenant == null ? signer.keys() : signer.keys(tenant))
                    .build();
        } catch (NotFound unknown) {
            return Response.status(Response.Status.NOT_FOUND).build();
        }
    }
}
