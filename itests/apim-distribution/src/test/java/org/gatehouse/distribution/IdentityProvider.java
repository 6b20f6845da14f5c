package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Who states of users who they are, in SAML and in JWT.
 *
 * @param issuer what it calls itself
 * @param keys what it signs with
 */
record IdentityProvider(String issuer, KeyStore.PrivateKeyEntry keys) {
    /** With keys of its own, which are put into that file. */
    static IdentityProvider of(String issuer, Path store) throws Exception {
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "provider",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=provider",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(code).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyStore.Entry entry = keys.getEntry("provider", new KeyStore.PasswordProtection("changeit".toCharArray()));
        return new IdentityProvider(issuer, (KeyStore.PrivateKeyEntry) entry);
    }

    /** The file by which a server trusts it: the audience it means, and in XML of whom it may speak. */
    String file(String alias, String realm) throws Exception {
        return """
                <IdentityProvider>
                  <IdentityProviderName>Example</IdentityProviderName>
                  <Alias>%s</Alias>
                  <FederatedAuthenticatorConfigs><saml2><Name>SAMLSSOAuthenticator</Name><Properties>
                    <property><Name>IdpEntityId</Name><Value>%s</Value></property>
                  </Properties></saml2></FederatedAuthenticatorConfigs>
                  <Certificate>%s</Certificate>
                  %s
                </IdentityProvider>
                """.formatted(
                alias,
                issuer,
                Base64.getMimeEncoder().encodeToString(keys.getCertificate().getEncoded()),
                realm);
    }

    /** What a token says of a user, until so many seconds from now. */
    JWTClaimsSet claims(String audience, int seconds, String subject) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                .build();
    }

    /** A signed token about a user. */
    SignedJWT jwt(String audience, int seconds, String subject) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims(audience, seconds, subject));
        jwt.sign(new RSASSASigner(keys.getPrivateKey()));
        return jwt;
    }

    /** A signed assertion about a user, until so many seconds from now. */
    String saml(String audience, int seconds, String subject) throws Exception {
        Instant end = Instant.now().plusSeconds(seconds);
        String id = "_" + UUID.randomUUID();
        String xml =
                """
                <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s">\
                <saml:Issuer>%s</saml:Issuer><saml:Subject><saml:NameID>%s</saml:NameID>\
                <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
                <saml:SubjectConfirmationData NotOnOrAfter="%s" Recipient="%s"/></saml:SubjectConfirmation></saml:Subject>\
                <saml:Conditions NotBefore="%s" NotOnOrAfter="%s"><saml:AudienceRestriction><saml:Audience>%s</saml:Audience>\
                </saml:AudienceRestriction></saml:Conditions></saml:Assertion>""".formatted(id, Instant.now(), issuer, subject, end, audience, end.minusSeconds(900), end, audience);
        DocumentBuilderFactory builders = DocumentBuilderFactory.newInstance();
        builders.setNamespaceAware(true);
        Document document =
                builders.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        Element root = document.getDocumentElement();
        root.setIdAttribute("ID", true);
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        SignedInfo info = factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null),
                List.of(factory.newReference(
                        "#" + id,
                        factory.newDigestMethod(DigestMethod.SHA256, null),
                        List.of(
                                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                                factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                        null,
                        null)));
        DOMSignContext context = new DOMSignContext(keys.getPrivateKey(), root);
        context.setDefaultNamespacePrefix("ds");
        factory.newXMLSignature(info, null).sign(context);
        StringWriter text = new StringWriter();
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        transformer.transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }
}
