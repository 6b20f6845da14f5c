package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A device without a browser, its user with one, and an OAuth 2.0 client of another project in the device. */
@ExtendWith(SharedServer.class)
final class DeviceIT {
    private final Server server;
    private final Client client;
    private final URI base;
    private ClientSecretBasic device = new ClientSecretBasic(new ClientID("nobody"), new Secret("none"));

    DeviceIT(Server server) {
        this.server = server;
        this.client = new Client(server);
        this.base = URI.create("https://localhost:" + server.https());
    }

    @BeforeEach
    void plugIn() {
        client.signIn();
        client.store(
                "application/application-add/ajax/application-add.jag",
                java.util.Map.of(
                        "action",
                        "addApplication",
                        "application",
                        "Television",
                        "tier",
                        "Unlimited",
                        "callbackUrl",
                        "",
                        "description",
                        ""));
        Client.Key key = client.generateKey("Television");
        device = new ClientSecretBasic(new ClientID(key.consumerKey()), new Secret(key.consumerSecret()));
    }

    @Test
    void aUserConnectsADeviceByItsCode() throws Exception {
        DeviceAuthorizationSuccessResponse begun = begin().toSuccessResponse();
        assertThat(begun.getUserCode().getValue()).matches("[B-Z]{4}-[B-Z]{4}");
        assertThat(error(begun.getDeviceCode())).isEqualTo("authorization_pending");
        assertThat(error(begun.getDeviceCode())).isEqualTo("slow_down");
        assertThat(error(new DeviceCode("made up"))).isEqualTo("invalid_grant");

        Path pictures = Path.of(System.getProperty("apim.work"), "pictures");
        try (Browser browser = new Browser()) {
            browser.open(begun.getVerificationURIComplete()).shows("to the Connect a device");
            browser.focus("#username");
            browser.type("admin\tadmin\r").shows("Type the code that the device shows");
            browser.picture(pictures.resolve("device-code.png"), 1000, false);
            // Now that the user is known, the address fills in the code; it is the user who sends it.
            browser.open(begun.getVerificationURIComplete()).shows("Type the code that the device shows");
            browser.focus("button.btn-primary");
            browser.type("\r").shows("Connect this device?").shows("Television");
            browser.picture(pictures.resolve("device-question-dark.png"), 400, true);
            browser.focus("button[value=approve]");
            browser.type("\r").shows("The device is connected");
        }

        TokenResponse token = ask(begun.getDeviceCode());
        assertThat(token.indicatesSuccess()).isTrue();
        assertThat(token.toSuccessResponse().getTokens().getAccessToken().getScope())
                .isEqualTo(new Scope("device_tv"));
        assertThat(error(begun.getDeviceCode())).as("once").isEqualTo("invalid_grant");
    }

    @Test
    void aDeviceThatIsNotWantedGetsNothing() throws Exception {
        DeviceAuthorizationSuccessResponse begun = begin().toSuccessResponse();
        try (Browser browser = new Browser()) {
            browser.open(base.resolve("/device")).shows("to the Connect a device");
            browser.focus("#username");
            browser.type("admin\tadmin\r").shows("Type the code that the device shows");
            browser.focus("#user_code");
            browser.type("XXXX-XXXX\r").shows("No device waits with this code");
            browser.script("document.getElementById('user_code').value = ''");
            browser.focus("#user_code");
            browser.type(begun.getUserCode().getValue().toLowerCase(java.util.Locale.ROOT) + "\r")
                    .shows("Connect this device?");
            browser.focus("button[value=deny]");
            browser.type("\r").shows("was not connected");
        }
        assertThat(error(begun.getDeviceCode())).isEqualTo("access_denied");
        assertThat(error(begun.getDeviceCode())).isEqualTo("invalid_grant");
    }

    private DeviceAuthorizationResponse begin() throws Exception {
        HTTPRequest request = new DeviceAuthorizationRequest.Builder(device)
                .endpointURI(base.resolve("/oauth2/device_authorize"))
                .scope(new Scope("device_tv"))
                .build()
                .toHTTPRequest();
        return DeviceAuthorizationResponse.parse(sent(request));
    }

    private TokenResponse ask(DeviceCode code) throws Exception {
        return TokenResponse.parse(
                sent(new TokenRequest.Builder(base.resolve("/oauth2/token"), device, new DeviceCodeGrant(code))
                        .build()
                        .toHTTPRequest()));
    }

    private String error(DeviceCode code) throws Exception {
        return ask(code).toErrorResponse().getErrorObject().getCode();
    }

    private static HTTPResponse sent(HTTPRequest request) throws Exception {
        request.setSSLSocketFactory(Http.trustingAll().getSocketFactory());
        return request.send();
    }
}
