package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Users and roles over SOAP, and the worked example of scopes: Tom is an employee and reads the news, John is a manager as
 * well and writes them.
 */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccountsIT {
    private static final String RESOURCES = """
            {"resources":[{"url_pattern":"/news","http_verbs":{
              "GET":{"auth_type":"Any","throttling_tier":"Unlimited","scope":"news_read"},
              "POST":{"auth_type":"Any","throttling_tier":"Unlimited","scope":"news_write"}}}],
             "scopes":[
              {"key":"news_read","name":"Read news","roles":"employee,manager","description":""},
              {"key":"news_write","name":"Write news","roles":"manager","description":""}]}""";

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private Client.Key key = new Client.Key("", "", "");

    AccountsIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void hire() {
        done(admin(
                "<addRole><roleName>employee</roleName><permissions>/permission/admin/login</permissions></addRole>"));
        done(admin("<addRole><roleName>manager</roleName></addRole>"));
        done(admin(
                "<addUser><userName>Tom</userName><password>tom-secret</password><roles>employee</roles></addUser>"));
        done(admin("<addUser><userName>john</userName><password>john-secret</password><roles>employee</roles>"
                + "<roles>manager</roles></addUser>"));
        client.signIn()
                .add(new ApiForm("OrgNews", "/orgnews", backend.address()).with("resource_config", RESOURCES))
                .publish("OrgNews")
                .addApplication("News reader")
                .subscribe("News reader", "OrgNews", "Unlimited");
        key = client.generateKey("News reader");
    }

    @AfterAll
    void close() {
        backend.close();
    }

    @Test
    void tomReadsAndJohnWrites() {
        JsonNode tom = token("tom", "tom-secret");
        JsonNode john = token("john", "john-secret");

        assertThat(tom.path("scope").asText()).isEqualTo("news_read");
        assertThat(john.path("scope").asText()).isEqualTo("news_read news_write");
        assertThat(john.path("token_type").asText()).isEqualTo("bearer");
        assertThat(call(tom, "GET").statusCode()).isEqualTo(200);
        assertThat(call(john, "GET").statusCode()).isEqualTo(200);
        assertThat(call(john, "POST").statusCode()).isEqualTo(200);

        HttpResponse<String> refused = call(tom, "POST");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains(
                        "900910",
                        "The access token does not allow you to access the requested resource",
                        "Access failure for API: /orgnews");
    }

    @Test
    void whoLosesSomethingLosesTheTokensThatRestOnIt() {
        done(admin("<addUser><userName>anna</userName><password>first-secret</password><roles>employee</roles>"
                + "<roles>manager</roles></addUser>"));
        JsonNode before = token("anna", "first-secret");
        assertThat(call(before, "POST").statusCode()).isEqualTo(200);

        done(admin("<addRemoveRolesOfUser><userName>anna</userName><deletedRoles>manager</deletedRoles>"
                + "</addRemoveRolesOfUser>"));
        assertThat(call(before, "POST").statusCode()).isEqualTo(401);
        JsonNode employee = token("anna", "first-secret");
        assertThat(call(employee, "POST").statusCode()).isEqualTo(403);

        done(said(
                "anna",
                "first-secret",
                "<changePasswordByUser><oldPassword>first-secret</oldPassword>"
                        + "<newPassword>second-secret</newPassword></changePasswordByUser>"));
        assertThat(call(employee, "GET").statusCode()).isEqualTo(401);
        assertThat(asked("anna", "first-secret").statusCode()).isEqualTo(400);
        JsonNode again = token("anna", "second-secret");
        assertThat(call(again, "GET").statusCode()).isEqualTo(200);

        done(admin("<deleteUser><userName>anna</userName></deleteUser>"));
        assertThat(call(again, "GET").statusCode()).isEqualTo(401);
        assertThat(asked("anna", "second-secret").statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyGivesAwayWhatHeDoesNotHave() {
        done(admin("<addRole><roleName>registrar</roleName><permissions>/permission/admin/login</permissions>"
                + "<permissions>/permission/admin/configure/security</permissions></addRole>"));
        done(
                admin(
                        "<addUser><userName>rita</userName><password>rita-secret</password><roles>registrar</roles></addUser>"));

        done(said(
                "rita",
                "rita-secret",
                "<addUser><userName>rob</userName><password>rob-secret</password>"
                        + "<roles>employee</roles></addUser>"));
        fails(
                "rita",
                "rita-secret",
                "<addRemoveRolesOfUser><userName>rita</userName><newRoles>admin</newRoles>" + "</addRemoveRolesOfUser>",
                "cannot give away /permission");
        fails(
                "rita",
                "rita-secret",
                "<addRole><roleName>powers</roleName><permissions>/permission/admin</permissions>"
                        + "<userList>rita</userList></addRole>",
                "cannot give away");
        fails(
                "rita",
                "rita-secret",
                "<changePassword><userName>admin</userName><newPassword>mine-now</newPassword>" + "</changePassword>",
                "cannot give away");
        fails(
                "tom",
                "tom-secret",
                "<listUsers><filter>*</filter></listUsers>",
                "does not have the required permission");
        fails("rob", "wrong", "<listUsers/>", "Access Denied");
    }

    @Test
    void whatIsNoAccountIsRefusedInTheWordsThatScriptsKnow() {
        fails(
                "admin",
                "admin",
                "<addUser><userName>tom</userName><password>tom-secret</password></addUser>",
                "Username 'tom' already exists in the system. Please pick another username.");
        fails(
                "admin",
                "admin",
                "<addUser><userName>short</userName><password>abc</password></addUser>",
                "Credential not valid.");
        fails(
                "admin",
                "admin",
                "<addUser><userName>nobody</userName><password>abcdef</password><roles>no such</roles>" + "</addUser>",
                "Role no such does not exist");
        fails("admin", "admin", "<deleteUser><userName>admin</userName></deleteUser>", "Cannot delete");
        fails("admin", "admin", "<deleteRole><roleName>admin</roleName></deleteRole>", "part of every installation");
        assertThat(admin("<listUsers><filter>to*</filter><limit>10</limit></listUsers>")
                        .body())
                .contains(">Tom<")
                .doesNotContain("john");
    }

    private void fails(String user, String password, String operation, String message) {
        HttpResponse<String> answer = said(user, password, operation);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body()).contains("Fault", message);
    }

    private HttpResponse<String> admin(String operation) {
        return said("admin", "admin", operation);
    }

    private HttpResponse<String> said(String user, String password, String operation) {
        return UserAdmin.said(server, user, password, operation);
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode token(String user, String password) {
        HttpResponse<String> answer = asked(user, password);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    private HttpResponse<String> asked(String user, String password) {
        return client.token(
                "http://localhost:" + server.gateway() + "/token",
                key,
                Map.of(
                        "grant_type",
                        "password",
                        "username",
                        user,
                        "password",
                        password,
                        "scope",
                        "news_read news_write"));
    }

    private HttpResponse<String> call(JsonNode token, String verb) {
        return new Http()
                .send(Http.request(
                                "http://localhost:" + server.gateway() + "/orgnews/1.0.0/news",
                                "Authorization",
                                "Bearer " + token.path("access_token").asText())
                        .method(verb, HttpRequest.BodyPublishers.noBody())
                        .build());
    }
}
