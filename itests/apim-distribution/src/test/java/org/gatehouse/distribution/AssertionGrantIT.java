package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Tokens for what an identity provider states of users, in SAML and in JWT, and what attackers make of such statements. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AssertionGrantIT {
    private static final String SAML_GRANT = "urn:ietf:params:oauth:grant-type:saml2-bearer";
    private static final String JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String ISSUER = "https://idp.example";
    private static final String ALIAS = "https://gatehouse.example/token";

    private final Server server;
    private final Client client;
    private Client.Key key = new Client.Key("", "", "");
    private KeyStore.PrivateKeyEntry provider;
    private KeyStore.PrivateKeyEntry stranger;
    private final Path folder;
    private Path file;

    AssertionGrantIT(Server server) throws IOException {
        this.folder = Files.createTempDirectory("providers");
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void trust() throws Exception {
        provider = keyPair("provider");
        stranger = keyPair("stranger");
        Path providers = server.home().resolve("repository/conf/identity/identity-providers");
        Files.createDirectories(providers);
        file = providers.resolve("example.xml");
        speaksFor("<UserStoreDomain>PRIMARY</UserStoreDomain><UnknownUsers>true</UnknownUsers>");
        client.signIn().addApplication("Federated");
        key = client.generateKey("Federated");
    }

    /** What the provider's file says of the users it may speak of. */
    private void speaksFor(String realm) throws Exception {
        Files.writeString(file, """
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
                ALIAS,
                ISSUER,
                Base64.getMimeEncoder().encodeToString(provider.getCertificate().getEncoded()),
                realm));
    }

    @AfterAll
    void trustNobody() throws Exception {
        Files.delete(file);
    }

    @Test
    void aSignedAssertionIsWorthAToken() throws Exception {
        JsonNode token = token(SAML_GRANT, base64(saml(provider, ALIAS, 300, "fred")));

        assertThat(token.path("access_token").asText()).hasSize(32);
        assertThat(token.path("refresh_token").asText()).hasSize(32);
        assertThat(introspected(token)).isEqualTo("fred@carbon.super");
        String plain = Base64.getMimeEncoder()
                .encodeToString(saml(provider, "https://localhost:" + server.https() + "/oauth2/token", 300, "fred")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(token(SAML_GRANT, plain).path("access_token").asText()).hasSize(32);
    }

    @Test
    void anAssertionThatIsNotAsItWasSignedIsWorthNothing() throws Exception {
        String good = saml(provider, ALIAS, 300, "fred");
        refused(SAML_GRANT, base64(good.replace(">fred<", ">admin<")), "another subject");
        refused(SAML_GRANT, base64(saml(stranger, ALIAS, 300, "admin")), "another's key");
        refused(SAML_GRANT, base64(saml(provider, "https://other.example", 300, "fred")), "another audience");
        refused(SAML_GRANT, base64(saml(provider, ALIAS, -600, "fred")), "too late");
        refused(SAML_GRANT, base64(good.replaceAll("(?s)<ds:Signature.*</ds:Signature>", "")), "no signature");
        refused(SAML_GRANT, base64(good.replace(ISSUER, "https://idp.example.evil")), "an issuer nobody trusts");
        refused(SAML_GRANT, base64("<a/>"), "no assertion");
        refused(SAML_GRANT, base64("no XML"), "no XML");
        refused(SAML_GRANT, "%%%", "no Base64");
    }

    /** Signature wrapping: what is signed is there, but it is not what is read. */
    @Test
    void aSignedAssertionWithinAnotherIsWorthNothing() throws Exception {
        String signed = saml(provider, ALIAS, 300, "fred");
        String signature = signed.replaceAll("(?s).*(<ds:Signature.*</ds:Signature>).*", "$1");
        String unsigned = signed.replaceAll("(?s)<ds:Signature.*</ds:Signature>", "");
        String evil = unsigned.replace(">fred<", ">admin<");
        String evilWithOtherId = evil.replaceAll(" ID=\"[^\"]*\"", " ID=\"_evil\"");

        for (UnaryOperator<String> wrapped : List.<UnaryOperator<String>>of(
                inner -> evil.replace("</saml:Assertion>", signature + inner + "</saml:Assertion>"),
                inner -> evilWithOtherId.replace("</saml:Assertion>", signature + inner + "</saml:Assertion>"),
                inner -> evilWithOtherId.replace(
                        "</saml:Assertion>",
                        signature.replace("</ds:Signature>", "<ds:Object>" + inner + "</ds:Object></ds:Signature>")
                                + "</saml:Assertion>"),
                inner -> evilWithOtherId.replace(
                        "</saml:Assertion>", "<saml:Advice>" + signed + "</saml:Advice></saml:Assertion>"))) {
            refused(SAML_GRANT, base64(wrapped.apply(unsigned)), wrapped.apply("…"));
        }
    }

    @Test
    void entitiesAreNotResolved() throws Exception {
        String good = saml(provider, ALIAS, 300, "fred");
        Path secret = folder.resolve("secret");
        Files.writeString(secret, "admin");
        refused(
                SAML_GRANT,
                base64("<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>"
                        + good.replace(">fred<", ">&e;<")),
                "an external entity");
        refused(SAML_GRANT, base64("<!DOCTYPE a [<!ENTITY e \"x\">]>" + good), "a document type");
    }

    @Test
    void aSignedTokenOfAProviderIsWorthAToken() throws Exception {
        JsonNode token = token(JWT_GRANT, jwt(ALIAS, 300).serialize());

        assertThat(introspected(token)).isEqualTo("fred@carbon.super");
    }

    @Test
    void anAssertionCountsOnce() throws Exception {
        String saml = base64(saml(provider, ALIAS, 300, "fred"));
        token(SAML_GRANT, saml);
        refused(SAML_GRANT, saml, "the same again");
        String jwt = jwt(ALIAS, 300).serialize();
        token(JWT_GRANT, jwt);
        refused(JWT_GRANT, jwt, "the same again");
        refused(JWT_GRANT, jwt(ALIAS, 2 * 24 * 3600).serialize(), "too long");

        for (Map<String, String> form : List.of(
                Map.of("grant_type", JWT_GRANT, "assertion", jwt(ALIAS, 300).serialize()),
                Map.of("grant_type", SAML_GRANT, "assertion", base64(saml(provider, ALIAS, 300, "fred"))))) {
            GrantsOnceIT.theOnly(AtOnce.post(
                    20,
                    List.of("https://localhost:" + server.https() + "/oauth2/token"),
                    form,
                    Client.basic(key.consumerKey(), key.consumerSecret())));
        }
    }

    @Test
    void aProviderSpeaksForTheUsersThatItsFileNames() throws Exception {
        for (String subject :
                List.of("admin", "admin@tena.com", "fred@tena.com", "corp/fred", "CORP/admin@carbon.super")) {
            refused(SAML_GRANT, base64(saml(provider, ALIAS, 300, subject)), subject);
            refused(JWT_GRANT, jwt(ALIAS, 300, subject).serialize(), subject);
        }
        try {
            speaksFor("");
            refused(JWT_GRANT, jwt(ALIAS, 300).serialize(), "a file that names nobody");
            speaksFor("<UserStoreDomain>PRIMARY</UserStoreDomain>");
            refused(JWT_GRANT, jwt(ALIAS, 300).serialize(), "an unknown user");
            refused(JWT_GRANT, jwt(ALIAS, 300, "admin").serialize(), "an administrator");
            speaksFor("<UserStoreDomain>PRIMARY</UserStoreDomain><Administrators>true</Administrators>");
            assertThat(introspected(token(JWT_GRANT, jwt(ALIAS, 300, "Admin").serialize())))
                    .isEqualTo("admin@carbon.super");
            speaksFor("<TenantDomain>tena.com</TenantDomain><UserStoreDomain>PRIMARY</UserStoreDomain>"
                    + "<UnknownUsers>true</UnknownUsers>");
            refused(JWT_GRANT, jwt(ALIAS, 300, "fred@carbon.super").serialize(), "another tenant");
            assertThat(introspected(token(JWT_GRANT, jwt(ALIAS, 300, "fred").serialize())))
                    .isEqualTo("fred@tena.com");
        } finally {
            speaksFor("<UserStoreDomain>PRIMARY</UserStoreDomain><UnknownUsers>true</UnknownUsers>");
        }
    }

    /** Algorithm confusion: the algorithm is ours to choose, not the token's. */
    @Test
    void aTokenThatSaysItselfHowToBeCheckedIsWorthNothing() throws Exception {
        refused(JWT_GRANT, new PlainJWT(claims(ALIAS, 300)).serialize(), "no signature");
        SignedJWT keyed = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(ALIAS, 300));
        keyed.sign(new MACSigner(provider.getCertificate().getPublicKey().getEncoded()));
        refused(JWT_GRANT, keyed.serialize(), "signed with the public key");
        SignedJWT other = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims(ALIAS, 300));
        other.sign(new RSASSASigner(stranger.getPrivateKey()));
        refused(JWT_GRANT, other.serialize(), "another's key");
        String[] parts = jwt(ALIAS, 300).serialize().split("\\.");
        String admin = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("fred", "admin")
                        .getBytes(StandardCharsets.UTF_8));
        refused(JWT_GRANT, parts[0] + "." + admin + "." + parts[2], "another subject");
        refused(JWT_GRANT, parts[0] + "." + parts[1] + ".", "its signature taken off");
        refused(JWT_GRANT, jwt("https://other.example", 300).serialize(), "another audience");
        refused(JWT_GRANT, jwt(ALIAS, -600).serialize(), "too late");
        refused(JWT_GRANT, "no.t.jwt", "no JWT");
    }

    @Test
    void windowsTokensAreNotTaken() {
        HttpResponse<String> answer = asked(Map.of("grant_type", "iwa:ntlm", "windows_token", "x"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).path("error").asText()).isEqualTo("unsupported_grant_type");
    }

    private JsonNode token(String grant, String assertion) {
        HttpResponse<String> answer = asked(Map.of("grant_type", grant, "assertion", assertion));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private void refused(String grant, String assertion, String why) {
        HttpResponse<String> answer = asked(Map.of("grant_type", grant, "assertion", assertion));
        assertThat(answer.statusCode()).as(why).isEqualTo(400);
        assertThat(Client.json(answer).path("error").asText()).as(why).isEqualTo("invalid_grant");
    }

    private HttpResponse<String> asked(Map<String, String> form) {
        return client.token("http://localhost:" + server.gateway() + "/token", key, form);
    }

    private String introspected(JsonNode token) {
        return Client.json(new Http()
                        .postForm(
                                "https://localhost:" + server.https() + "/oauth2/introspect",
                                Map.of("token", token.path("access_token").asText()),
                                "Authorization",
                                Client.basic("admin", "admin")))
                .path("username")
                .asText();
    }

    private static JWTClaimsSet claims(String audience, int seconds) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("fred")
                .audience(audience)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                .build();
    }

    private SignedJWT jwt(String audience, int seconds) throws Exception {
        return jwt(audience, seconds, "fred");
    }

    private SignedJWT jwt(String audience, int seconds, String subject) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                new JWTClaimsSet.Builder(claims(audience, seconds))
                        .subject(subject)
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        jwt.sign(new RSASSASigner(provider.getPrivateKey()));
        return jwt;
    }

    private static String saml(KeyStore.PrivateKeyEntry signer, String audience, int seconds, String subject)
            throws Exception {
        Instant end = Instant.now().plusSeconds(seconds);
        String id = "_" + UUID.randomUUID();
        String xml =
                """
                <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s">\
                <saml:Issuer>%s</saml:Issuer><saml:Subject><saml:NameID>%s</saml:NameID>\
                <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
                <saml:SubjectConfirmationData NotOnOrAfter="%s" Recipient="%s"/></saml:SubjectConfirmation></saml:Subject>\
                <saml:Conditions NotBefore="%s" NotOnOrAfter="%s"><saml:AudienceRestriction><saml:Audience>%s</saml:Audience>\
                </saml:AudienceRestriction></saml:Conditions></saml:Assertion>""".formatted(id, Instant.now(), ISSUER, subject, end, audience, end.minusSeconds(900), end, audience);
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
        DOMSignContext context = new DOMSignContext(signer.getPrivateKey(), root);
        context.setDefaultNamespacePrefix("ds");
        factory.newXMLSignature(info, null).sign(context);
        StringWriter text = new StringWriter();
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        transformer.transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private KeyStore.PrivateKeyEntry keyPair(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=" + name,
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
        return (KeyStore.PrivateKeyEntry)
                keys.getEntry(name, new KeyStore.PasswordProtection("changeit".toCharArray()));
    }
}
