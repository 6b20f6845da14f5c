package org.gatehouse.keys.oauth2;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
