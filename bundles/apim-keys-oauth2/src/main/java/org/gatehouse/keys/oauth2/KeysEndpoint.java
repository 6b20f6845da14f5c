package org.gatehouse.keys.oauth2;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.gatehouse.keys.JwtSigner;

/** The key that ID tokens and self-contained access tokens are checked with (RFC 7517). */
@Path("/jwks")
public final class KeysEndpoint {
    private final JwtSigner signer;

    KeysEndpoint(JwtSigner signer) {
        this.signer = signer;
    }

    /** The JWK set. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String keys() {
        return signer.keys();
    }
}
