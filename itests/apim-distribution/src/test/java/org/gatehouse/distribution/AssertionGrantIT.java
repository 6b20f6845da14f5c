package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

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
    private IdentityProvider provider;
    private IdentityProvider stranger;
    private final Path folder;
    private Path file;

    AssertionGrantIT(Server server) throws IOException {
        this.folder = Files.createTempDirectory("providers");
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void trust() throws Exception {
        provider = IdentityProvider.of(ISSUER, folder.resolve("provider.p12"));
        stranger = IdentityProvider.of(ISSUER, folder.resolve("stranger.p12"));
        Path providers = server.home().resolve("repository/conf/identity/identity-providers");
        Files.createDirectories(providers);
        file = providers.resolve("example.xml");
        speaksFor("<UserStoreDomain>PRIMARY</UserStoreDomain><UnknownUsers>true</UnknownUsers>");
        client.signIn().addApplication("Federated");
        key = client.generateKey("Federated");
    }

    /** What the provider's file says of the users it may speak of. */
    private void speaksFor(String realm) throws Exception {
        Files.writeString(file, provider.file(ALIAS, realm));
    }

    @AfterAll
    void trustNobody() throws Exception {
        Files.delete(file);
    }

    @Test
    void aSignedAssertionIsWorthAToken() throws Exception {
        JsonNode token = token(SAML_GRANT, base64(provider.saml(ALIAS, 300, "fred")));

        assertThat(token.path("access_token").asText()).hasSize(32);
        assertThat(token.path("refresh_token").asText()).hasSize(32);
        assertThat(introspected(token)).isEqualTo("fred@carbon.super");
        String plain = Base64.getMimeEncoder()
                .encodeToString(provider.saml("https://localhost:" + server.https() + "/oauth2/token", 300, "fred")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(token(SAML_GRANT, plain).path("access_token").asText()).hasSize(32);
    }

    @Test
    void anAssertionThatIsNotAsItWasSignedIsWorthNothing() throws Exception {
        String good = provider.saml(ALIAS, 300, "fred");
        refused(SAML_GRANT, base64(good.replace(">fred<", ">admin<")), "another subject");
        refused(SAML_GRANT, base64(stranger.saml(ALIAS, 300, "admin")), "another's key");
        refused(SAML_GRANT, base64(provider.saml("https://other.example", 300, "fred")), "another audience");
        refused(SAML_GRANT, base64(provider.saml(ALIAS, -600, "fred")), "too late");
        refused(SAML_GRANT, base64(good.replaceAll("(?s)<ds:Signature.*</ds:Signature>", "")), "no signature");
        refused(SAML_GRANT, base64(good.replace(ISSUER, "https://idp.example.evil")), "an issuer nobody trusts");
        refused(SAML_GRANT, base64("<a/>"), "no assertion");
        refused(SAML_GRANT, base64("no XML"), "no XML");
        refused(SAML_GRANT, "%%%", "no Base64");
    }

    /** Signature wrapping: what is signed is there, but it is not what is read. */
    @Test
    void aSignedAssertionWithinAnotherIsWorthNothing() throws Exception {
        String signed = provider.saml(ALIAS, 300, "fred");
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
        String good = provider.saml(ALIAS, 300, "fred");
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
        JsonNode token = token(JWT_GRANT, provider.jwt(ALIAS, 300, "fred").serialize());

        assertThat(introspected(token)).isEqualTo("fred@carbon.super");
    }

    @Test
    void anAssertionCountsOnce() throws Exception {
        String saml = base64(provider.saml(ALIAS, 300, "fred"));
        token(SAML_GRANT, saml);
        refused(SAML_GRANT, saml, "the same again");
        String jwt = provider.jwt(ALIAS, 300, "fred").serialize();
        token(JWT_GRANT, jwt);
        refused(JWT_GRANT, jwt, "the same again");
        refused(JWT_GRANT, provider.jwt(ALIAS, 2 * 24 * 3600, "fred").serialize(), "too long");

        for (Map<String, String> form : List.of(
                Map.of(
                        "grant_type",
                        JWT_GRANT,
                        "assertion",
                        provider.jwt(ALIAS, 300, "fred").serialize()),
                Map.of("grant_type", SAML_GRANT, "assertion", base64(provider.saml(ALIAS, 300, "fred"))))) {
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
            refused(SAML_GRANT, base64(provider.saml(ALIAS, 300, subject)), subject);
            refused(JWT_GRANT, provider.jwt(ALIAS, 300, subject).serialize(), subject);
        }
        try {
            speaksFor("");
            refused(JWT_GRANT, provider.jwt(ALIAS, 300, "fred").serialize(), "a file that names nobody");
            speaksFor("<UserStoreDomain>PRIMARY</UserStoreDomain>");
            refused(JWT_GRANT, provider.jwt(ALIAS, 300, "fred").serialize(), "an unknown user");
            refused(JWT_GRANT, provider.jwt(ALIAS, 300, "admin").serialize(), "an administrator");
            speaksFor("<UserStoreDomain>PRIMARY</UserStoreDomain><Administrators>true</Administrators>");
            assertThat(introspected(
                            token(JWT_GRANT, provider.jwt(ALIAS, 300, "Admin").serialize())))
                    .isEqualTo("admin@carbon.super");
            speaksFor("<TenantDomain>tena.com</TenantDomain><UserStoreDomain>PRIMARY</UserStoreDomain>"
                    + "<UnknownUsers>true</UnknownUsers>");
            refused(JWT_GRANT, provider.jwt(ALIAS, 300, "fred@carbon.super").serialize(), "another tenant");
            assertThat(introspected(
                            token(JWT_GRANT, provider.jwt(ALIAS, 300, "fred").serialize())))
                    .isEqualTo("fred@tena.com");
        } finally {
            speaksFor("<UserStoreDomain>PRIMARY</UserStoreDomain><UnknownUsers>true</UnknownUsers>");
        }
    }

    /** Algorithm confusion: the algorithm is ours to choose, not the token's. */
    @Test
    void aTokenThatSaysItselfHowToBeCheckedIsWorthNothing() throws Exception {
        refused(JWT_GRANT, new PlainJWT(provider.claims(ALIAS, 300, "fred")).serialize(), "no signature");
        SignedJWT keyed = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), provider.claims(ALIAS, 300, "fred"));
        keyed.sign(new MACSigner(provider.keys().getCertificate().getPublicKey().getEncoded()));
        refused(JWT_GRANT, keyed.serialize(), "signed with the public key");
        SignedJWT other = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), provider.claims(ALIAS, 300, "fred"));
        other.sign(new RSASSASigner(stranger.keys().getPrivateKey()));
        refused(JWT_GRANT, other.serialize(), "another's key");
        String[] parts = provider.jwt(ALIAS, 300, "fred").serialize().split("\\.");
        String admin = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("fred", "admin")
                        .getBytes(StandardCharsets.UTF_8));
        refused(JWT_GRANT, parts[0] + "." + admin + "." + parts[2], "another subject");
        refused(JWT_GRANT, parts[0] + "." + parts[1] + ".", "its signature taken off");
        refused(JWT_GRANT, provider.jwt("https://other.example", 300, "fred").serialize(), "another audience");
        refused(JWT_GRANT, provider.jwt(ALIAS, -600, "fred").serialize(), "too late");
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

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
