package org.gatehouse.keys.oauth2.bridge;

import java.security.KeyStore;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import org.apache.cxf.rs.security.jose.jwa.SignatureAlgorithm;
import org.apache.cxf.rs.security.jose.jwk.JsonWebKey;
import org.apache.cxf.rs.security.jose.jwk.JsonWebKeys;
import org.apache.cxf.rs.security.jose.jwk.JwkUtils;
import org.apache.cxf.rs.security.jose.jwk.PublicKeyUse;
import org.apache.cxf.rs.security.jose.jws.JwsHeaders;
import org.apache.cxf.rs.security.jose.jws.JwsJwtCompactProducer;
import org.apache.cxf.rs.security.jose.jws.JwsUtils;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.common.UserSubject;
import org.apache.cxf.rs.security.oidc.common.IdToken;
import org.apache.cxf.rs.security.oidc.utils.OidcUtils;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.tls.SigningIdentity;
import org.jspecify.annotations.Nullable;

/** ID tokens (OpenID Connect Core 1.0 §2), signed by the key of this installation, and the key to check them with. */
public final class IdTokens {
    private static final long SECONDS = 3600;

    private final SigningIdentity identity;
    private final String issuer;

    /** In the name of an issuer. */
    public IdTokens(SigningIdentity identity, String issuer) {
        this.identity = identity;
        this.issuer = issuer;
    }

    /** About a user who signed in, for a client; null access token if none is given along. */
    public IdToken about(
            UserSubject user, String clientId, Instant now, @Nullable String nonce, @Nullable String accessToken) {
        IdToken token = new IdToken();
        token.setIssuer(issuer);
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
        KeyStore.PrivateKeyEntry signer = identity.signer();
        JwsHeaders headers = new JwsHeaders(SignatureAlgorithm.RS256);
        headers.setKeyId(key(signer).getKeyId());
        return new JwsJwtCompactProducer(headers, token)
                .signWith(JwsUtils.getPrivateKeySignatureProvider(signer.getPrivateKey(), SignatureAlgorithm.RS256));
    }

    /** The public key as a JWK set (RFC 7517 §5). */
    public String keys() {
        return JwkUtils.jwkSetToJson(new JsonWebKeys(key(identity.signer())));
    }

    /** The key's id is its thumbprint (RFC 7638), so that another key has another id. */
    private static JsonWebKey key(KeyStore.PrivateKeyEntry signer) {
        JsonWebKey key = JwkUtils.fromRSAPublicKey(
                (RSAPublicKey) signer.getCertificate().getPublicKey(), SignatureAlgorithm.RS256.getJwaName());
        key.setKeyId(JwkUtils.getThumbprint(key));
        key.setPublicKeyUse(PublicKeyUse.SIGN);
        return key;
    }
}
