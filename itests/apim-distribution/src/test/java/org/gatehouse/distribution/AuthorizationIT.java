package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Authorization in the browser, with an OAuth 2.0 and OpenID Connect client of another project on the other side. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthorizationIT {
    private static final URI CALLBACK = URI.create("https://app.example/back?from=gatehouse");

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final String base;
    private ClientID clientId = new ClientID("nobody");
    private Secret secret = new Secret("none");

    AuthorizationIT(Server server) {
        this.server = server;
        this.client = new Client(server);
        this.base = "https://localhost:" + server.https();
    }

    @BeforeAll
    void publish() {
        client.signIn()
                .addApi("Allowed", "/allowed", backend.address(), "Unlimited")
                .publish("Allowed")
                .addApplication("Web shop")
                .subscribe("Web shop", "Allowed", "Unlimited");
        Client.Key key = client.generateKey("Web shop", CALLBACK.toString());
        clientId = new ClientID(key.consumerKey());
        secret = new Secret(key.consumerSecret());
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void aUserSignsInAgreesAndTheClientGetsTokensThatWork() throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        Nonce nonce = new Nonce();
        State state = new State("a b&c=d");
        UserAgent user = new UserAgent(server);

        HttpResponse<String> signIn = user.open(request(
                "code",
                "openid device_1",
                state,
                nonce,
                verifier,
                "http://localhost:" + server.gateway() + "/authorize"));
        assertThat(signIn.statusCode()).isEqualTo(200);
        assertThat(signIn.body()).contains("Web shop");
        assertThat(user.signIn(signIn, "admin", "wrong").statusCode()).isEqualTo(401);

        HttpResponse<String> consent = user.signIn(signIn, "admin", "admin");
        assertThat(consent.body()).contains("Web shop", "device_1", "https://app.example");
        assertThat(consent.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("form-action 'self' https://app.example;");

        AuthenticationResponse answer = answer(user.answer(consent, "approve"));
        assertThat(answer.indicatesSuccess()).isTrue();
        assertThat(answer.getState()).isEqualTo(state);

        AuthorizationCode code = answer.toSuccessResponse().getAuthorizationCode();
        OIDCTokenResponse tokens = (OIDCTokenResponse) exchange(code, verifier, CALLBACK);
        AccessToken token = tokens.getOIDCTokens().getAccessToken();
        assertThat(token.getScope()).isEqualTo(new Scope("openid", "device_1"));
        assertThat(tokens.getOIDCTokens().getRefreshToken()).isNotNull();

        IDTokenClaimsSet idToken = idTokens().validate(tokens.getOIDCTokens().getIDToken(), nonce);
        assertThat(idToken.getSubject().getValue()).isEqualTo("admin");
        assertThat(idToken.getAuthenticationTime().toInstant()).isCloseTo(Instant.now(), within(2, ChronoUnit.MINUTES));

        UserInfoResponse info = UserInfoResponse.parse(
                sent(new UserInfoRequest(URI.create(base + "/oauth2/userinfo"), token).toHTTPRequest()));
        assertThat(info.toSuccessResponse().getUserInfo().getSubject().getValue())
                .isEqualTo("admin");

        assertThat(call(token)).isEqualTo(200);

        // A code that comes back is in wrong hands: neither it nor what it gave is good for anything any more.
        assertThat(exchange(code, verifier, CALLBACK)
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo("invalid_grant");
        assertThat(call(token)).isEqualTo(401);
    }

    @Test
    void whatIsAllowedForGoodIsNotAskedAgain() throws Exception {
        UserAgent user = new UserAgent(server);
        URI address = request("code", "device_always", new State("s"), null, null, base + "/oauth2/authorize");

        HttpResponse<String> consent = user.signIn(user.open(address), "admin", "admin");
        user.answer(consent, "approveAlways");

        AuthenticationResponse again = answer(user.open(address));
        assertThat(again.indicatesSuccess()).isTrue();
        TokenResponse tokens = exchange(again.toSuccessResponse().getAuthorizationCode(), null, CALLBACK);
        assertThat(tokens.indicatesSuccess()).isTrue();
        // More than was allowed is asked for.
        HttpResponse<String> more = user.open(
                request("code", "device_always device_more", new State("s"), null, null, base + "/oauth2/authorize"));
        assertThat(more.body()).contains("device_more");
        // And the client may say that nobody is to be asked.
        URI silent = URI.create(address + "+device_more&prompt=none");
        assertThat(error(user.open(URI.create(silent.toString().replace("scope=device_always", "scope=device_other")))))
                .isEqualTo("consent_required");
        assertThat(error(new UserAgent(server).open(silent))).isEqualTo("login_required");
    }

    @Test
    void aUserWhoMustSignInAnewCannotGoRoundIt() throws Exception {
        UserAgent user = new UserAgent(server);
        URI address = request("code", "device_anew", new State("s"), null, null, base + "/oauth2/authorize");
        user.signIn(user.open(address), "admin", "admin");

        HttpResponse<String> signIn = user.open(URI.create(address + "&prompt=login"));
        assertThat(signIn.body()).contains("name=\"password\"");
        String key = signIn.body().replaceAll("(?s).*name=\"sessionDataKey\" value=\"([^\"]*)\".*", "$1");
        HttpResponse<String> round = user.open(URI.create(base + "/oauth2/authorize?sessionDataKey=" + key));
        assertThat(round.body()).as("asked again").contains("name=\"password\"");

        assertThat(user.signIn(round, "admin", "admin").body()).contains("Allow access?");
    }

    @Test
    void aUserWhoDeniesSendsTheClientAway() throws Exception {
        UserAgent user = new UserAgent(server);
        HttpResponse<String> signIn =
                user.open(request("code", "device_2", new State("denied"), null, null, base + "/oauth2/authorize"));
        HttpResponse<String> consent = user.signIn(signIn, "admin", "admin");

        HttpResponse<String> denied = user.answer(consent, "deny");

        assertThat(UserAgent.location(denied)).isEqualTo(CALLBACK + "&error=access_denied&state=denied");
        assertThat(user.answer(consent, "approve").body())
                .as("the same form once more")
                .contains("took too long");
        assertThat(new UserAgent(server).answer(consent, "approve").body()).contains("took too long");
    }

    @Test
    void aClientThatIsNotRightLearnsNothingAndTheUserIsTold() {
        UserAgent user = new UserAgent(server);
        for (String address : new String[] {
            "https://evil.example/back",
            CALLBACK + "&more=1",
            CALLBACK + "/..",
            CALLBACK + "#x",
            "https://app.example/back",
            "https://app.example.evil.example/back?from=gatehouse",
            "https://app.example@evil.example/back?from=gatehouse",
            "javascript:alert(1)"
        }) {
            HttpResponse<String> refused = user.open(URI.create(base + "/oauth2/authorize?"
                    + Http.encode(java.util.Map.of(
                            "response_type", "code", "client_id", clientId.getValue(), "redirect_uri", address))));
            assertThat(refused.statusCode()).as(address).isEqualTo(400);
            assertThat(refused.body()).as(address).contains("invalid_callback").doesNotContain("evil", "alert");
        }
        String good = "redirect_uri="
                + Http.encode(java.util.Map.of("x", CALLBACK.toString())).substring(2);
        assertThat(user.open(URI.create(base + "/oauth2/authorize?response_type=code&client_id=nobody&" + good))
                        .body())
                .contains("invalid_client");
        assertThat(user.open(URI.create(base + "/oauth2/authorize?response_type=code&" + good))
                        .body())
                .contains("invalid_request");
        assertThat(user.open(URI.create(base + "/oauth2/authorize?response_type=code&client_id=" + clientId + "&" + good
                                + "&redirect_uri=https%3A%2F%2Fevil.example"))
                        .body())
                .contains("invalid_request");
        assertThat(error(user.open(
                        URI.create(base + "/oauth2/authorize?response_type=magic&client_id=" + clientId + "&" + good))))
                .isEqualTo("unsupported_response_type");
        assertThat(error(user.open(URI.create(base + "/oauth2/authorize?client_id=" + clientId + "&" + good))))
                .isEqualTo("invalid_request");
        for (String twice : new String[] {"&scope=a&scope=b", "&response_type=token", "&nonce=a&nonce=a", "&x=&x="}) {
            assertThat(error(user.open(URI.create(
                            base + "/oauth2/authorize?response_type=code&client_id=" + clientId + "&" + good + twice))))
                    .as(twice)
                    .isEqualTo("invalid_request");
        }
        assertThat(UserAgent.location(user.open(URI.create(base + "/oauth2/authorize?response_type=code&client_id="
                        + clientId + "&" + good + "&state=a&state=b"))))
                .as("of two states nobody knows which one is meant")
                .isEqualTo(CALLBACK + "&error=invalid_request");
        assertThat(error(user.open(URI.create(base + "/oauth2/authorize?response_type=code&client_id=" + clientId + "&"
                        + good + "&code_challenge=abc&code_challenge_method=plain"))))
                .isEqualTo("invalid_request");
    }

    @Test
    void aCodeIsWorthNothingWithoutItsVerifierItsAddressOrItsClient() throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        assertThat(exchange(code(verifier), null, CALLBACK).indicatesSuccess()).isFalse();
        assertThat(exchange(code(verifier), new CodeVerifier(), CALLBACK).indicatesSuccess())
                .isFalse();
        assertThat(exchange(code(verifier), verifier, URI.create("https://app.example/other"))
                        .indicatesSuccess())
                .isFalse();
        // A verifier for a code that was asked for without a challenge: somebody has taken the challenge off.
        assertThat(exchange(code(null), verifier, CALLBACK).indicatesSuccess()).isFalse();

        client.addApplication("Other shop");
        Client.Key other = client.generateKey("Other shop", CALLBACK.toString());
        TokenRequest stolen = new TokenRequest.Builder(
                        URI.create(base + "/oauth2/token"),
                        new ClientSecretBasic(new ClientID(other.consumerKey()), new Secret(other.consumerSecret())),
                        new AuthorizationCodeGrant(code(verifier), CALLBACK, verifier))
                .build();
        assertThat(TokenResponse.parse(sent(stolen.toHTTPRequest())).indicatesSuccess())
                .isFalse();
    }

    @Test
    void implicitAnswersBehindTheHash() throws Exception {
        UserAgent user = new UserAgent(server);
        Nonce nonce = new Nonce();
        HttpResponse<String> signIn =
                user.open(request("id_token token", "openid", new State("x"), nonce, null, base + "/oauth2/authorize"));

        AuthenticationResponse answer = answer(user.answer(user.signIn(signIn, "admin", "admin"), "approve"));

        AccessToken token = answer.toSuccessResponse().getAccessToken();
        assertThat(call(token)).isEqualTo(200);
        IDTokenClaimsSet idToken =
                idTokens().validate(answer.toSuccessResponse().getIDToken(), nonce);
        assertThat(idToken.getSubject().getValue()).isEqualTo("admin");
    }

    @Test
    void metadataSayWhereEverythingIs() throws Exception {
        String json = new Http().get(base + "/.well-known/openid-configuration").body();
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(json);
        assertThat(metadata.getIssuer()).isEqualTo(new Issuer(base));
        assertThat(metadata.getJWKSetURI()).isEqualTo(URI.create(base + "/oauth2/jwks"));
        assertThat(metadata.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
        assertThat(AuthorizationServerMetadata.parse(new Http()
                                .get(base + "/.well-known/oauth-authorization-server")
                                .body())
                        .getTokenEndpointURI())
                .isEqualTo(URI.create(base + "/oauth2/token"));
    }

    @Test
    void introspectionTellsAClientOfItsOwnTokensAndAnAdministratorOfAll() throws Exception {
        String token = client.generateKey("Web shop", CALLBACK.toString()).accessToken();
        client.addApplication("Curious shop");
        Client.Key other = client.generateKey("Curious shop");

        assertThat(introspected(token, clientId.getValue(), secret.getValue())
                        .toSuccessResponse()
                        .isActive())
                .isTrue();
        assertThat(introspected(token, "admin", "admin").toSuccessResponse().getUsername())
                .startsWith("admin");
        assertThat(introspected(token, other.consumerKey(), other.consumerSecret())
                        .toSuccessResponse()
                        .isActive())
                .isFalse();
        assertThat(introspected("made up", "admin", "admin").toSuccessResponse().isActive())
                .isFalse();
        assertThat(introspected(token, "admin", "wrong").indicatesSuccess()).isFalse();
        assertThat(introspected(token, clientId.getValue(), "wrong").indicatesSuccess())
                .isFalse();
    }

    private TokenIntrospectionResponse introspected(String token, String name, String password) throws Exception {
        return TokenIntrospectionResponse.parse(sent(new TokenIntrospectionRequest(
                        URI.create(base + "/oauth2/introspect"),
                        new ClientSecretBasic(new ClientID(name), new Secret(password)),
                        new com.nimbusds.oauth2.sdk.token.BearerAccessToken(token))
                .toHTTPRequest()));
    }

    private AuthorizationCode code(@Nullable CodeVerifier verifier) throws Exception {
        UserAgent user = new UserAgent(server);
        HttpResponse<String> page = user.signIn(
                user.open(request("code", "device_3", new State("x"), null, verifier, base + "/oauth2/authorize")),
                "admin",
                "admin");
        return answer(user.answer(page, "approve")).toSuccessResponse().getAuthorizationCode();
    }

    private URI request(
            String responseType,
            String scope,
            State state,
            @Nullable Nonce nonce,
            @Nullable CodeVerifier verifier,
            String endpoint)
            throws Exception {
        if (Scope.parse(scope).contains("openid")) {
            AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                            ResponseType.parse(responseType), Scope.parse(scope), clientId, CALLBACK)
                    .endpointURI(URI.create(endpoint))
                    .state(state)
                    .nonce(nonce)
                    .prompt(new Prompt(Prompt.Type.CONSENT));
            return (verifier == null ? request : request.codeChallenge(verifier, CodeChallengeMethod.S256))
                    .build()
                    .toURI();
        }
        com.nimbusds.oauth2.sdk.AuthorizationRequest.Builder request =
                new com.nimbusds.oauth2.sdk.AuthorizationRequest.Builder(ResponseType.parse(responseType), clientId)
                        .endpointURI(URI.create(endpoint))
                        .redirectionURI(CALLBACK)
                        .state(state)
                        .scope(Scope.parse(scope));
        return (verifier == null ? request : request.codeChallenge(verifier, CodeChallengeMethod.S256))
                .build()
                .toURI();
    }

    private static AuthenticationResponse answer(HttpResponse<String> sentBack) throws Exception {
        assertThat(sentBack.statusCode()).as(sentBack.body()).isEqualTo(302);
        return AuthenticationResponseParser.parse(URI.create(UserAgent.location(sentBack)));
    }

    private static String error(HttpResponse<String> sentBack) {
        String location = UserAgent.location(sentBack);
        assertThat(location).as(sentBack.body()).startsWith(CALLBACK.toString());
        return location.replaceAll(".*[&#]error=", "").replaceAll("&.*", "");
    }

    private TokenResponse exchange(AuthorizationCode code, @Nullable CodeVerifier verifier, URI callback)
            throws Exception {
        AuthorizationGrant grant = new AuthorizationCodeGrant(code, callback, verifier);
        URI endpoint = URI.create("http://localhost:" + server.gateway() + "/token");
        return OIDCTokenResponseParser.parse(
                sent(new TokenRequest.Builder(endpoint, new ClientSecretBasic(clientId, secret), grant)
                        .build()
                        .toHTTPRequest()));
    }

    private static HTTPResponse sent(HTTPRequest request) throws Exception {
        request.setSSLSocketFactory(Http.trustingAll().getSocketFactory());
        return request.send();
    }

    private IDTokenValidator idTokens() throws Exception {
        JWKSet keys = JWKSet.parse(new Http().get(base + "/oauth2/jwks").body());
        return new IDTokenValidator(new Issuer(base), clientId, JWSAlgorithm.RS256, keys);
    }

    private int call(AccessToken token) {
        return client.call("http://localhost:" + server.gateway() + "/allowed/1.0.0/phone/1", token.getValue())
                .statusCode();
    }
}
