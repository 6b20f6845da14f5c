package org.gatehouse.keys.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.gatehouse.testkit.SelfSignedTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SignedTokensTest {
    private OtherServer server;
    private SignedTokens tokens;
    private RSAKey key;

    @BeforeEach
    void start() throws Exception {
        server = new OtherServer();
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        server.says("jwks", 200, new JWKSet(key).toString());
        tokens = new SignedTokens(
                server.issuer(),
                URI.create(server.issuer() + "/jwks"),
                new SelfSignedTls().client().getSocketFactory());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer(server.issuer())
                .subject("mary")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner by, JWTClaimsSet.Builder claims)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims.build());
        token.sign(by);
        return token.serialize();
    }

    private String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(JWSAlgorithm.RS256, new RSASSASigner(key), claims);
    }

    @Test
    void whatTheServerSignedIsGood() throws Exception {
        assertThat(tokens.claims(signed(good())).orElseThrow().getSubject()).isEqualTo("mary");
        assertThat(tokens.claims(signed(JWSAlgorithm.PS256, new RSASSASigner(key), good())))
                .isPresent();
    }

    @Test
    void anotherKeyIsNone() throws Exception {
        RSAKey other = new RSAKeyGenerator(2048).keyID("one").generate();
        assertThat(tokens.claims(signed(JWSAlgorithm.RS256, new RSASSASigner(other), good())))
                .isEmpty();
    }

    /** By which whoever knows the key that is public could sign. */
    @Test
    void thePublicKeyIsNoSharedSecret() throws Exception {
        byte[] known = key.toRSAPublicKey().getEncoded();
        assertThat(tokens.claims(signed(JWSAlgorithm.HS256, new MACSigner(known), good())))
                .isEmpty();
    }

    @Test
    void whatIsNotSignedIsNotGood() throws Exception {
        assertThat(tokens.claims(new PlainJWT(good().build()).serialize())).isEmpty();
        assertThat(tokens.claims("no token at all")).isEmpty();
    }

    @Test
    void whoseTimeIsOverIsNotGood() throws Exception {
        Date past = Date.from(Instant.now().minus(Duration.ofHours(1)));
        assertThat(tokens.claims(signed(good().expirationTime(past)))).isEmpty();
        assertThat(tokens.claims(signed(good().expirationTime(null)))).isEmpty();
    }

    @Test
    void anotherIssuersIsNotGood() throws Exception {
        assertThat(tokens.claims(signed(good().issuer("https://elsewhere.example"))))
                .isEmpty();
    }
}
