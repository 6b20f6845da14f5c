package org.gatehouse.keys.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** Tokens that are JWT, checked by the keys that the server publishes; only algorithms with two keys are taken. */
final class SignedTokens {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 10_000;
    private static final int MOST_BYTES = 256 * 1024;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    SignedTokens(String issuer, URI keys, SSLSocketFactory tls) throws MalformedURLException {
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(
                        keys.toURL(), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES, true, tls))
                .build();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256), source));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp", "sub")));
    }

    /** The claims of a token that is good now; empty for any other text. */
    Optional<JWTClaimsSet> claims(String token) throws JOSEException {
        try {
            return Optional.of(processor.process(token, null));
        } catch (ParseException | BadJOSEException notGood) {
            return Optional.empty();
        }
    }
}
