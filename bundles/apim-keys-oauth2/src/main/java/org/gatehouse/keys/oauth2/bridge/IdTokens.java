package org.gatehouse.keys.oauth2.bridge;

import java.time.Instant;
import org.apache.cxf.rs.security.jose.jwa.SignatureAlgorithm;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.common.UserSubject;
import org.apache.cxf.rs.security.oidc.common.IdToken;
import org.apache.cxf.rs.security.oidc.utils.OidcUtils;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.keys.JwtSigner;
import org.jspecify.annotations.Nullable;

/** ID tokens (OpenID Connect Core 1.0 §2), signed by the key of this installation. */
public final class IdTokens {
    private static final long SECONDS = 3600;

    private final JwtSigner signer;

    /** Signed by this one. */
    public IdTokens(JwtSigner signer) {
        this.signer = signer;
    }

    /** About a user who signed in, for a client; null access token if none is given along. */
    public IdToken about(
            UserSubject user, String clientId, Instant now, @Nullable String nonce, @Nullable String accessToken) {
        IdToken token = new IdToken();
        token.setIssuer(signer.issuer());
        token.setSubject(name(RoomData.user(user)));
        token.setAudience(clientId);
        token.setAuthorizedParty(clientId);
        token.setIssuedAt(now.getEpochSecond());
        token.setExpiryTime(now.getEpochSecond() + SECONDS);
        String signedIn = user.getProperties().get(RoomData.SIGNED_IN);
        token.setAuthenticationTime(signedIn == null ? now.getEpochSecond() : Long.parseLong(signedIn));
        if (nonce != null) {
            token.setNonce(nonce);
        }
        if (accessToken != null) {
            token.setAccessTokenHash(OidcUtils.calculateAccessTokenHash(accessToken, SignatureAlgorithm.RS256));
        }
        return token;
    }

    /** The signed ID token to give along with an access token. */
    public String beside(ServerAccessToken token, Instant now) {
        return signed(
                about(token.getSubject(), token.getClient().getClientId(), now, token.getNonce(), token.getTokenKey()));
    }

    /** Who someone is, in the words of the protocol: as the user would be written here. */
    public static String name(UserName user) {
        return user.toString();
    }

    /** As a signed JWT. */
    public String signed(IdToken token) {
        return signer.signed(token);
    }
}
