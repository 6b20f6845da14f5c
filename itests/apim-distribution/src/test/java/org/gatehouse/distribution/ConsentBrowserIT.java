package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The code flow in a real browser, from the application's link to its page, by keyboard alone. */
@ExtendWith(SharedServer.class)
final class ConsentBrowserIT {
    private final Server server;
    private final Client client;

    ConsentBrowserIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @Test
    void aUserSignsInAndAgreesByKeyboard() throws Exception {
        HttpServer application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/back", exchange -> {
            byte[] page = "<!doctype html><p>Back at the application</p>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        application.start();
        URI callback = URI.create("http://127.0.0.1:" + application.getAddress().getPort() + "/back");
        client.signIn().addApplication("Holiday planner");
        Client.Key key = client.generateKey("Holiday planner", callback.toString());
        ClientID clientId = new ClientID(key.consumerKey());
        CodeVerifier verifier = new CodeVerifier();
        URI link = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "device_calendar"), clientId, callback)
                .endpointURI(URI.create("http://localhost:" + server.gateway() + "/authorize"))
                .state(new State("holiday"))
                .nonce(new Nonce())
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        Path pictures = Path.of(System.getProperty("apim.work"), "pictures");

        String arrived;
        try (Browser browser = new Browser()) {
            browser.open(link).shows("to continue to Holiday planner");
            browser.picture(pictures.resolve("sign-in-light-wide.png"), 1200, false)
                    .picture(pictures.resolve("sign-in-dark-narrow.png"), 360, true);
            browser.type("admin\twrong\r").shows("You are not signed in");
            browser.picture(pictures.resolve("sign-in-refused.png"), 700, false);
            browser.focus("#password");
            browser.type("admin\r").shows("Allow access?").shows("Know your user name");
            browser.picture(pictures.resolve("consent-light-wide.png"), 1200, false)
                    .picture(pictures.resolve("consent-dark-narrow.png"), 360, true);
            browser.focus("button[value=approve]");
            browser.type("\r");
            arrived = browser.isAt(callback.toString());
            browser.shows("Back at the application");

            browser.open(URI.create(
                            "https://localhost:" + server.https() + "/oauth2/authorize?response_type=code&client_id="
                                    + clientId + "&redirect_uri=https%3A%2F%2Fevil.example"))
                    .shows("That did not work");
            browser.picture(pictures.resolve("problem-light.png"), 900, false);
        } finally {
            application.stop(0);
        }

        AuthorizationCode code = AuthenticationResponseParser.parse(URI.create(arrived))
                .toSuccessResponse()
                .getAuthorizationCode();
        TokenRequest request = new TokenRequest.Builder(
                        URI.create("http://localhost:" + server.gateway() + "/token"),
                        new ClientSecretBasic(clientId, new Secret(key.consumerSecret())),
                        new AuthorizationCodeGrant(code, callback, verifier))
                .build();
        assertThat(TokenResponse.parse(request.toHTTPRequest().send()).indicatesSuccess())
                .isTrue();
    }
}
