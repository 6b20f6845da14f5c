package org.gatehouse.keys.oauth2.assertion;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.cxf.rs.security.oauth2.common.Client;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.common.UserSubject;
import org.apache.cxf.rs.security.oauth2.grants.AbstractGrantHandler;
import org.apache.cxf.rs.security.oauth2.provider.OAuthDataProvider;
import org.apache.cxf.rs.security.oauth2.provider.OAuthServiceException;
import org.apache.cxf.rs.security.oauth2.utils.OAuthConstants;
import org.apache.cxf.rs.security.oauth2.utils.OAuthUtils;
import org.gatehouse.domain.identity.TrustedIssuer;
import org.gatehouse.domain.identity.TrustedIssuers;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.keys.GrantRefused;
import org.gatehouse.keys.Statements;
import org.gatehouse.keys.Statements.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tokens for SAML 2.0 assertions. CXF's own handler stands on OpenSAML 3, which is not maintained any more. */
public final class SamlBearer extends AbstractGrantHandler {
    /** RFC 7522 §2.1. */
    public static final String GRANT = "urn:ietf:params:oauth:grant-type:saml2-bearer";

    private static final Logger LOG = LoggerFactory.getLogger(SamlBearer.class);
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final TrustedIssuers issuers;
    private final Statements statements;
    private final String endpoint;
    private final InstantSource clock;

    /** Of providers that are trusted, at the token endpoint of that address. */
    public SamlBearer(
            OAuthDataProvider data,
            TrustedIssuers issuers,
            Statements statements,
            String endpoint,
            InstantSource clock) {
        super(GRANT);
        setDataProvider(data);
        this.issuers = issuers;
        this.statements = statements;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public ServerAccessToken createAccessToken(Client client, MultivaluedMap<String, String> form) {
        try {
            SamlAssertion assertion = SamlAssertion.read(decoded(form.getFirst("assertion")));
            String name = assertion.issuer();
            TrustedIssuer issuer = issuers.find(name)
                    .orElseThrow(() -> new RefusedAssertion("an issuer that nobody trusts: " + printable(name)));
            Set<String> audiences = new HashSet<>(List.of(endpoint));
            if (!issuer.alias().isEmpty()) {
                audiences.add(issuer.alias());
            }
            String subject = assertion.subject(issuer, audiences, clock.instant(), SKEW);
            UserName user = statements.spend(
                    issuer,
                    new Statement(
                            "saml " + assertion.id(),
                            subject,
                            assertion.end().plus(SKEW).getEpochSecond()));
            return doCreateAccessToken(
                    client,
                    new UserSubject(user.qualified()),
                    GRANT,
                    OAuthUtils.parseScope(form.getFirst(OAuthConstants.SCOPE)));
        } catch (RefusedAssertion | GrantRefused refused) {
            LOG.info("An assertion of SAML for {} is refused: {}", client.getClientId(), refused.getMessage());
            throw new OAuthServiceException(OAuthConstants.INVALID_GRANT);
        }
    }

    /** RFC 7522 §2.1 asks for the alphabet of addresses; clients of 1.9 send the other one as well. */
    private static byte[] decoded(String text) throws RefusedAssertion {
        try {
            return Base64.getMimeDecoder().decode(text.trim().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new RefusedAssertion("not Base64");
        }
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?").substring(0, Math.min(200, text.length()));
    }
}
