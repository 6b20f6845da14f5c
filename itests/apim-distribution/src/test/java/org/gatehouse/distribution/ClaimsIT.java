package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is known of users, where it is set, and who is told. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClaimsIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final Path settings;
    private final Path dialects;
    private final String shippedSettings;
    private final String shippedDialects;
    private Client.Key key = new Client.Key("", "", "");

    ClaimsIT(Server server) throws IOException {
        this.server = server;
        this.client = new Client(server);
        this.settings = server.home().resolve("repository/conf/api-manager.xml");
        this.dialects = server.home().resolve("repository/conf/claim-config.xml");
        this.shippedSettings = Files.readString(settings);
        this.shippedDialects = Files.readString(dialects);
    }

    @BeforeAll
    void aUserWithAName() {
        done(UserAdmin.said(
                server,
                "admin",
                "admin",
                "<addUser><userName>nora</userName><password>nora-secret</password>"
                        + claim("givenname", "Nora <&> \"N\"") + claim("emailaddress", "nora@example.org")
                        + "</addUser>"));
        client.signIn()
                .addApi("Claimed", "/claimed", backend.address(), "Unlimited")
                .publish("Claimed")
                .addApplication("Claimed application")
                .subscribe("Claimed application", "Claimed", "Unlimited");
        key = client.generateKey("Claimed application");
    }

    @AfterAll
    void close() throws IOException {
        Files.writeString(dialects, shippedDialects);
        Files.writeString(settings, shippedSettings);
        Eventually.within(
                SOON, "no assertion is made any more", () -> told(token()).isEmpty());
        backend.close();
    }

    @Test
    void applicationsLearnOfTheUserInTheWordsOfOpenIdConnect() throws IOException {
        assertThat(userInfo()).isEqualTo(Client.json("""
                        {"sub":"nora","given_name":"Nora <&> \\"N\\"","email":"nora@example.org"}"""));

        done(UserAdmin.userStore(server, """
                <setUserClaimValue><userName>nora</userName><claimURI>http://wso2.org/claims/lastname</claimURI>
                <claimValue>Nansen</claimValue><profileName>default</profileName></setUserClaimValue>"""));
        assertThat(userInfo().path("family_name").asText()).isEqualTo("Nansen");

        Files.writeString(dialects, shippedDialects.replace("<ClaimURI>family_name<", "<ClaimURI>name_of_the_family<"));
        Eventually.within(
                SOON,
                "the claim has its new name",
                () -> userInfo().path("name_of_the_family").asText().equals("Nansen"));
        Files.writeString(dialects, shippedDialects);
    }

    @Test
    void backEndsLearnOfTheUserAndOfEveryChange() throws IOException {
        String token = token();
        assertThat(told(token)).isEmpty();
        Files.writeString(
                settings,
                shippedSettings.replace(
                        "<EnableTokenGeneration>false</EnableTokenGeneration>",
                        "<EnableTokenGeneration>true</EnableTokenGeneration><ClaimsRetrieverImplClass>"
                                + "org.wso2.carbon.apimgt.impl.token.DefaultClaimsRetriever</ClaimsRetrieverImplClass>"));
        Eventually.within(SOON, "back ends are told", () -> told(token).contains("/emailaddress"));

        assertThat(told(token))
                .contains(
                        "\"http://wso2.org/claims/emailaddress\":\"nora@example.org\"",
                        "\"http://wso2.org/claims/givenname\":\"Nora <&> \\\"N\\\"\"",
                        "\"http://wso2.org/claims/role\":\"Internal/everyone\"",
                        "\"http://wso2.org/claims/enduser\":\"nora@carbon.super\"");

        done(UserAdmin.userStore(
                server,
                "<setUserClaimValues><userName>nora</userName>" + claim("emailaddress", "new@example.org")
                        + "</setUserClaimValues>"));
        assertThat(told(token)).as("the next call").contains("new@example.org").doesNotContain("nora@example.org");
        done(UserAdmin.userStore(
                server,
                "<setUserClaimValues><userName>nora</userName>" + claim("emailaddress", "nora@example.org")
                        + "</setUserClaimValues>"));

        Files.writeString(
                settings, Files.readString(settings).replace("impl.token.DefaultClaimsRetriever", "impl.token.Absent"));
        Eventually.within(
                SOON,
                "without him who should know no call goes through",
                () -> call(token).statusCode() == 500);
        assertThat(call(token).body()).contains("900900");
        Files.writeString(settings, shippedSettings);
        Eventually.within(SOON, "calls go through", () -> call(token).statusCode() == 200);
    }

    @Test
    void otherProgramsManageAccounts() {
        done(UserAdmin.userStore(server, """
                <addRole><roleName>reporter</roleName><permissions><action>ui.execute</action>
                <resourceId>/permission/admin/login</resourceId></permissions></addRole>"""));
        done(UserAdmin.userStore(
                server,
                "<addUser><userName>olga</userName><credential>olga-secret</credential>"
                        + "<roleList>reporter</roleList>" + claim("country", "NO") + "</addUser>"));
        assertThat(said("<isExistingUser><userName>olga</userName></isExistingUser>"))
                .contains(">true<");
        assertThat(said("<isExistingUser><userName>nobody</userName></isExistingUser>"))
                .contains(">false<");
        assertThat(said("<listUsers><filter>ol*</filter><maxItemLimit>10</maxItemLimit></listUsers>"))
                .contains(">olga<");
        assertThat(said("<authenticate><userName>olga</userName><credential>olga-secret</credential></authenticate>"))
                .contains(">true<");
        assertThat(said("<authenticate><userName>olga</userName><credential>wrong</credential></authenticate>"))
                .contains(">false<");
        assertThat(said("<getRoleListOfUser><userName>olga</userName></getRoleListOfUser>"))
                .contains(">reporter<", ">Internal/everyone<");
        assertThat(said("<getUserListOfRole><roleName>reporter</roleName></getUserListOfRole>"))
                .contains(">olga<");
        assertThat(said("<getUserClaimValue><userName>olga</userName><claim>http://wso2.org/claims/country</claim>"
                        + "</getUserClaimValue>"))
                .contains(">NO<");
        assertThat(said("<getUserClaimValues><userName>olga</userName></getUserClaimValues>"))
                .contains(">http://wso2.org/claims/country<", ">NO<");
        done(UserAdmin.userStore(
                server,
                "<updateRoleListOfUser><userName>olga</userName>"
                        + "<deletedRoles>reporter</deletedRoles></updateRoleListOfUser>"));
        assertThat(said("<getRoleListOfUser><userName>olga</userName></getRoleListOfUser>"))
                .doesNotContain(">reporter<");
        assertThat(said("<setUserClaimValue><userName>olga</userName><claimURI>http://wso2.org/claims/shoe</claimURI>"
                        + "<claimValue>42</claimValue></setUserClaimValue>"))
                .contains("Fault", "claim: http://wso2.org/claims/shoe");
        assertThat(said("<setUserClaimValue><userName>olga</userName><claimURI>http://wso2.org/claims/role</claimURI>"
                        + "<claimValue>admin</claimValue></setUserClaimValue>"))
                .as("a role is not something one says of oneself")
                .contains("Fault");
        done(UserAdmin.userStore(server, "<deleteUser><userName>olga</userName></deleteUser>"));
        assertThat(said("<isExistingUser><userName>olga</userName></isExistingUser>"))
                .contains(">false<");
    }

    private String said(String operation) {
        return UserAdmin.userStore(server, operation).body();
    }

    private static String claim(String name, String value) {
        return "<claims><claimURI>http://wso2.org/claims/" + name + "</claimURI><value>"
                + value.replace("&", "&amp;").replace("<", "&lt;") + "</value></claims>";
    }

    private String token() {
        return Client.json(client.token(
                        "http://localhost:" + server.gateway() + "/token",
                        key,
                        Map.of(
                                "grant_type", "password",
                                "username", "nora",
                                "password", "nora-secret",
                                "scope", "openid")))
                .path("access_token")
                .asText();
    }

    private JsonNode userInfo() {
        return Client.json(
                client.call("https://localhost:" + server.https() + "/oauth2/userinfo?schema=openid", token()));
    }

    private HttpResponse<String> call(String token) {
        return client.call("http://localhost:" + server.gateway() + "/claimed/1.0.0/phone/1", token);
    }

    /** The claims that the back end was told with a call; empty if it was told none. */
    private String told(String token) {
        if (call(token).statusCode() != 200) {
            return "";
        }
        return backend.lastHeader("X-JWT-Assertion")
                .map(assertion ->
                        new String(Base64.getDecoder().decode(assertion.split("\\.")[1]), StandardCharsets.UTF_8))
                .orElse("");
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
    }
}
