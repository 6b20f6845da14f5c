package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients and keys over SOAP, as stores of other processes ask for them. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyServicesIT {
    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");

    KeyServicesIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void publish() {
        UserAdmin.said(
                server,
                "admin",
                "admin",
                "<addUser><userName>sofia</userName><password>sofia-secret</password>"
                        + "<roles>Internal/subscriber</roles></addUser>");
        client.signIn()
                .addApi("Served", "/served", backend.address(), "Unlimited")
                .publish("Served")
                .addApplication("Served app")
                .subscribe("Served app", "Served", "Unlimited");
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void aClientIsMadeReadAndRemoved() {
        String made = good(said(
                "sofia",
                "sofia-secret",
                "<createOAuthApplication><userId>sofia</userId>"
                        + "<applicationName>app_PRODUCTION</applicationName><callbackUrl/></createOAuthApplication>"));
        assertThat(member(made, "clientName")).isEqualTo("sofia_app_PRODUCTION");
        Client.Key key = new Client.Key("", member(made, "clientId"), member(made, "clientSecret"));
        assertThat(key.consumerKey()).matches("[A-Za-z0-9_]{28}");
        assertThat(token(key).statusCode()).isEqualTo(200);

        String retrieve = "<retrieveOAuthApplication><consumerKey>" + key.consumerKey()
                + "</consumerKey></retrieveOAuthApplication>";
        assertThat(member(good(said("sofia", "sofia-secret", retrieve)), "clientSecret"))
                .isEqualTo(key.consumerSecret());
        assertThat(member(good(said("admin", "admin", retrieve)), "clientId")).isEqualTo(key.consumerKey());
        UserAdmin.said(
                server,
                "admin",
                "admin",
                "<addUser><userName>stranger</userName><password>stranger-secret</password>"
                        + "<roles>Internal/subscriber</roles></addUser>");
        refused(said("stranger", "stranger-secret", retrieve));
        refused(said(
                "sofia",
                "sofia-secret",
                "<createOAuthApplication><userId>admin</userId>"
                        + "<applicationName>mine</applicationName></createOAuthApplication>"));

        good(said("sofia", "sofia-secret", retrieve.replace("retrieve", "delete")));
        assertThat(token(key).statusCode()).isEqualTo(401);
    }

    @Test
    void anApplicationGetsRenewsAndLosesItsToken() {
        String keys = good(said(
                "admin",
                "admin",
                "<getApplicationAccessToken><userId>admin</userId>"
                        + "<applicationName>Served app</applicationName><tokenType>PRODUCTION</tokenType><callbackUrl/>"
                        + "<allowedDomains>ALL</allowedDomains><validityTime>3600</validityTime><tokenScope/>"
                        + "</getApplicationAccessToken>"));
        String token = member(keys, "applicationAccessToken");
        assertThat(member(keys, "accessAllowDomains")).isEqualTo("ALL");
        assertThat(member(keys, "validityTime")).isEqualTo("3600");
        assertThat(call(token)).isEqualTo(200);

        String renewed = member(
                good(said(
                        "admin",
                        "admin",
                        "<renewAccessToken><tokenType>PRODUCTION</tokenType><oldAccessToken>" + token
                                + "</oldAccessToken><allowedDomains>ALL</allowedDomains><clientId>"
                                + member(keys, "consumerKey")
                                + "</clientId><clientSecret>" + member(keys, "consumerSecret")
                                + "</clientSecret><validityTime>600</validityTime></renewAccessToken>")),
                "return");
        assertThat(call(token)).isEqualTo(401);
        assertThat(call(renewed)).isEqualTo(200);
        refused(said(
                "sofia",
                "sofia-secret",
                "<revokeAccessToken><key>" + renewed + "</key><consumerKey>" + member(keys, "consumerKey")
                        + "</consumerKey><authorizedUser>admin</authorizedUser></revokeAccessToken>"));
        good(said(
                "admin",
                "admin",
                "<revokeAccessToken><key>" + renewed + "</key><consumerKey>" + member(keys, "consumerKey")
                        + "</consumerKey><authorizedUser>admin</authorizedUser></revokeAccessToken>"));
        assertThat(call(renewed)).isEqualTo(401);
        assertThat(good(said(
                        "admin", "admin", "<getSubscribedAPIsOfUser><userId>admin</userId></getSubscribedAPIsOfUser>")))
                .contains(">Served<");
    }

    private HttpResponse<String> said(String user, String password, String operation) {
        return UserAdmin.said(
                server,
                "APIKeyMgtSubscriberService",
                "http://service.keymgt.apimgt.carbon.wso2.org",
                user,
                password,
                operation);
    }

    private static String good(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body()).contains("Fault");
    }

    private static String member(String body, String name) {
        Matcher found = Pattern.compile("<(?:\\w+:)?" + name + "[^>]*>([^<]*)<").matcher(body);
        assertThat(found.find()).as(name + " in " + body).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> token(Client.Key key) {
        return client.token(
                "https://localhost:" + server.https() + "/oauth2/token",
                key,
                Map.of("grant_type", "client_credentials"));
    }

    private int call(String bearer) {
        return client.call("http://localhost:" + server.gateway() + "/served/1.0.0/phone/1", bearer)
                .statusCode();
    }
}
