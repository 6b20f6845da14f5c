package org.gatehouse.keys.oauth2.assertion;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import org.apache.cxf.rs.security.jose.common.JoseException;
import org.apache.cxf.rs.security.jose.jwa.SignatureAlgorithm;
import org.apache.cxf.rs.security.jose.jws.JwsJwtCompactConsumer;
import org.apache.cxf.rs.security.jose.jws.JwsUtils;
import org.apache.cxf.rs.security.jose.jwt.JwtClaims;
import org.apache.cxf.rs.security.oauth2.common.Client;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.common.UserSubject;
import org.apache.cxf.rs.security.oauth2.grants.jwt.JwtBearerGrantHandler;
import org.apache.cxf.rs.security.oauth2.provider.AccessTokenGrantHandler;
import org.apache.cxf.rs.security.oauth2.provider.OAuthDataProvider;
import org.apache.cxf.rs.security.oauth2.provider.OAuthServiceException;
import org.apache.cxf.rs.security.oauth2.utils.OAuthConstants;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.TrustedIssuer;
import org.gatehouse.domain.identity.TrustedIssuers;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.keys.Statements;
import org.gatehouse.keys.Statements.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens for JWT assertions, by CXF's handler with the key of whoever says to have issued the assertion. Only RS256 is
 * taken, whatever the assertion's own header says.
 */
public final class JwtBearer implements AccessTokenGrantHandler {
    /** RFC 7523 §2.1. */
    public static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private static final Logger LOG = LoggerFactory.getLogger(JwtBearer.class);
    private static final int SKEW_SECONDS = 300;

    private final OAuthDataProvider data;
    private final TrustedIssuers issuers;
    private final Statements statements;
    private final String endpoint;

    /** Of providers that are trusted, at the token endpoint of that address. */
    public JwtBearer(OAuthDataProvider data, TrustedIssuers issuers, Statements statements, String endpoint) {
        this.data = data;
        this.issuers = issuers;
        this.statements = statements;
        this.endpoint = endpoint;
    }

    @Override
    public List<String> getSupportedGrantTypes() {
        return List.of(GRANT);
    }

    @Override
    public ServerAccessToken createAccessToken(Client client, MultivaluedMap<String, String> form) {
        try {
            JwsJwtCompactConsumer assertion = read(form.getFirst("assertion"));
            JwtClaims claims = assertion.getJwtClaims();
            TrustedIssuer issuer = issuers.find(String.valueOf(claims.getIssuer()))
                    .orElseThrow(() -> new RefusedAssertion("an issuer that nobody trusts"));
            if (claims.getExpiryTime() == null
                    || claims.getSubject() == null
                    || claims.getSubject().isBlank()) {
                throw new RefusedAssertion("without subject or end");
            }
            Statement statement = new Statement(
                    claims.getTokenId() == null
                            ? "signed " + assertion.getUnsignedEncodedSequence()
                            : "jti " + claims.getTokenId(),
                    claims.getSubject(),
                    Math.addExact(claims.getExpiryTime(), SKEW_SECONDS));
            return handler(issuer, claims, statement).createAccessToken(client, form);
        } catch (RefusedAssertion | OAuthServiceException | JoseException | ArithmeticException refused) {
            Throwable why = refused.getCause() == null ? refused : refused.getCause();
            if (why instanceof Unavailable) {
                throw new OAuthServiceException(OAuthConstants.SERVER_ERROR, why);
            }
            LOG.info("An assertion of JWT for {} is refused: {}", client.getClientId(), why.toString());
            throw new OAuthServiceException(OAuthConstants.INVALID_GRANT);
        }
    }

    private static JwsJwtCompactConsumer read(String text) throws RefusedAssertion {
        try {
            JwsJwtCompactConsumer assertion = new JwsJwtCompactConsumer(text);
            assertion.getJwtClaims();
            return assertion;
        } catch (RuntimeException notAJwt) {
            // CXF tells that by many kinds of exceptions.
            throw new RefusedAssertion("no JWT");
        }
    }

    private JwtBearerGrantHandler handler(TrustedIssuer issuer, JwtClaims claims, Statement statement) {
        JwtBearerGrantHandler handler = new JwtBearerGrantHandler() {
            /** By now the assertion is known to be the issuer's own, and right. */
            @Override
            protected ServerAccessToken doCreateAccessToken(
                    Client client, UserSubject subject, String grant, List<String> scopes) {
                UserName user = statements.spend(issuer, statement);
                return super.doCreateAccessToken(client, new UserSubject(user.qualified()), grant, scopes);
            }
        };
        handler.setDataProvider(data);
        handler.setSupportedIssuers(Set.of(issuer.issuer()));
        handler.setJwsVerifier(JwsUtils.getPublicKeySignatureVerifier(issuer.certificate(), SignatureAlgorithm.RS256));
        boolean byAlias = !issuer.alias().isEmpty() && claims.getAudiences().contains(issuer.alias());
        handler.setAudience(byAlias ? issuer.alias() : endpoint);
        handler.setClockOffset(SKEW_SECONDS);
        return handler;
    }
}
