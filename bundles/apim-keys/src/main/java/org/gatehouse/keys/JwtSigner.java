package org.gatehouse.keys;

import java.net.URI;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.cxf.rs.security.jose.jwa.SignatureAlgorithm;
import org.apache.cxf.rs.security.jose.jwk.JsonWebKey;
import org.apache.cxf.rs.security.jose.jwk.JsonWebKeys;
import org.apache.cxf.rs.security.jose.jwk.JwkUtils;
import org.apache.cxf.rs.security.jose.jwk.PublicKeyUse;
import org.apache.cxf.rs.security.jose.jws.JwsHeaders;
import org.apache.cxf.rs.security.jose.jws.JwsJwtCompactProducer;
import org.apache.cxf.rs.security.jose.jws.JwsUtils;
import org.apache.cxf.rs.security.jose.jwt.JwtClaims;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.tls.SigningIdentity;
import org.gatehouse.domain.tls.TenantSigning;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What this installation states, as JWTs that its key signs (RS256), and the key to check them with. */
@Component(service = JwtSigner.class, configurationPid = "apim.keys.oauth2")
@Designate(ocd = JwtSigner.Config.class)
public final class JwtSigner {
    /** RFC 9068 §2.1: so that no other statement of the same issuer is taken for an access token. */
    private static final String ACCESS_TOKEN = "at+jwt";
    /** In days: what lasts for ever must have an end in a JWT. */
    private static final Duration FOR_EVER = Duration.ofDays(36500);

    private final SigningIdentity identity;
    private final TenantSigning tenantKeys;
    private final Tenants tenants;
    private volatile String issuer;

    /** In the name of this server. */
    @Activate
    public JwtSigner(
            @Reference SigningIdentity identity,
            @Reference TenantSigning tenantKeys,
            @Reference Tenants tenants,
            Config config) {
        this.identity = identity;
        this.tenantKeys = tenantKeys;
        this.tenants = tenants;
        this.issuer = issuer(config);
    }

    /** From now on in the name that is configured. */
    @Modified
    void configure(Config config) {
        issuer = issuer(config);
    }

    private static String issuer(Config config) {
        URI server = URI.create(config.server_url());
        return server.getScheme() + "://" + server.getRawAuthority();
    }

    /** This server as browsers reach it, without a path: who states all this. */
    public String issuer() {
        return issuer;
    }

    /**
     * The statement as a signed JWT.
     *
     * @throws Unavailable if there is no key to sign it with
     */
    public String signed(JwtClaims claims) {
        return signed("JWT", claims);
    }

    /** The same token in a form that says itself what it is good for (RFC 9068); what it was is its number. */
    AccessToken accessToken(AccessToken token) {
        JwtClaims claims = new JwtClaims();
        Duration validity = token.validity() == null ? FOR_EVER : token.validity();
        claims.setIssuer(issuer);
        claims.setAudience(issuer);
        claims.setSubject(token.user().toString());
        claims.setClaim("client_id", token.consumerKey());
        claims.setIssuedAt(token.issued().getEpochSecond());
        claims.setExpiryTime(token.issued().plus(validity).getEpochSecond());
        claims.setTokenId(token.value());
        claims.setClaim("scope", String.join(" ", token.scopes()));
        return token.shownAs(signed(ACCESS_TOKEN, claims));
    }

    private String signed(String type, JwtClaims claims) {
        KeyStore.PrivateKeyEntry signer = identity.signer();
        JwsHeaders headers = new JwsHeaders(SignatureAlgorithm.RS256);
        headers.setProperty("typ", type);
        headers.setKeyId(key(signer).getKeyId());
        return new JwsJwtCompactProducer(headers, claims)
                .signWith(JwsUtils.getPrivateKeySignatureProvider(signer.getPrivateKey(), SignatureAlgorithm.RS256));
    }

    /** The public key as a JWK set (RFC 7517 §5). */
    public String keys() {
        return JwkUtils.jwkSetToJson(new JsonWebKeys(key(identity.signer())));
    }

    /**
     * The public key with which assertions about a tenant's users are signed, as a JWK set.
     *
     * @throws NotFound if there is no such tenant
     */
    public String keys(String tenant) {
        if (tenants.find(tenant).isEmpty()) {
            throw new NotFound("tenant: " + tenant + " (expected: one that is there)");
        }
        return JwkUtils.jwkSetToJson(new JsonWebKeys(key(tenantKeys.signer(tenant))));
    }

    /** The key's id is its thumbprint (RFC 7638), so that another key has another id. */
    private static JsonWebKey key(KeyStore.PrivateKeyEntry signer) {
        JsonWebKey key = JwkUtils.fromRSAPublicKey(
                (RSAPublicKey) signer.getCertificate().getPublicKey(), SignatureAlgorithm.RS256.getJwaName());
        key.setKeyId(JwkUtils.getThumbprint(key));
        key.setPublicKeyUse(PublicKeyUse.SIGN);
        try {
            byte[] certificate = signer.getCertificate().getEncoded();
            key.setX509Chain(List.of(Base64.getEncoder().encodeToString(certificate)));
        } catch (CertificateEncodingException e) {
            throw new Unavailable("the certificate of the signing key cannot be written", e);
        }
        return key;
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: who signs")
    @interface Config {
        @AttributeDefinition(description = "Any address of this server, as browsers reach it.")
        String server_url() default "https://localhost:9443/services/";
    }
}
