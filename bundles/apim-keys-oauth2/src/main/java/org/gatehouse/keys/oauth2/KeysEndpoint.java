package org.gatehouse.keys.oauth2;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.gatehouse.keys.oauth2.bridge.IdTokens;

/** The key that ID tokens are checked with (RFC 7517). */
@Path("/jwks")
public final class KeysEndpoint {
    private final IdTokens idTokens;

    KeysEndpoint(IdTokens idTokens) {
        this.idTokens = idTokens;
    }

    /** The JWK set. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String keys() {
        return idTokens.keys();
    }
}
