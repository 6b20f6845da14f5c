package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A second organization on the same server: from the script that adds it to the call of its API, and to the end of both. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TenantsIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String ADMIN = "ann@beta.example";
    private static final String PASSWORD = "ann-secret";

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final Path settings;
    private final String shipped;

    TenantsIT(Server server) throws IOException {
        this.server = server;
        this.client = new Client(server);
        this.settings = server.home().resolve("repository/conf/api-manager.xml");
        this.shipped = Files.readString(settings);
    }

    @BeforeAll
    void add() {
        // As scripts send it.
        HttpResponse<String> added = tenants("admin", "admin", """
                <addTenant><tenantInfoBean xmlns:x="http://beans.common.stratos.carbon.wso2.org/xsd"><x:active>1</x:active>
                <x:admin>ann</x:admin><x:adminPassword>ann-secret</x:adminPassword>
                <x:createdDate>2013-02-22T08:22:54</x:createdDate><x:email>ann@beta.example</x:email>
                <x:firstname>Ann</x:firstname><x:lastname>Alpha</x:lastname><x:tenantDomain>Beta.example</x:tenantDomain>
                <x:tenantId>0</x:tenantId><x:usagePlan>Demo</x:usagePlan></tenantInfoBean></addTenant>""");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        Map<String, String> login = Map.of("action", "login", "username", ADMIN, "password", PASSWORD);
        Client.good(client.publisher("user/login/ajax/login.jag", login));
        Client.good(client.store("user/login/ajax/login.jag", login));
    }

    @AfterAll
    void close() throws IOException {
        Files.writeString(settings, shipped);
        backend.close();
    }

    @Test
    void aTenantHasApisTokensAndAKeyOfItsOwn() throws Exception {
        Client.Key key = publish("News", "/news", "Reader");
        String address = "http://localhost:" + server.gateway() + "/t/beta.example/news/1.0.0/all";
        assertThat(client.call(address, key.accessToken()).statusCode()).isEqualTo(200);
        String token = token(key).path("access_token").asText();
        assertThat(client.call(address, token).statusCode()).isEqualTo(200);

        Files.writeString(
                settings,
                shipped.replace(
                        "<EnableTokenGeneration>false</EnableTokenGeneration>",
                        "<EnableTokenGeneration>true</EnableTokenGeneration>"));
        Eventually.within(
                SOON,
                "the back end is told",
                () -> client.call(address, token).statusCode() == 200
                        && backend.lastHeader("X-JWT-Assertion").isPresent());
        String[] parts = backend.lastHeader("X-JWT-Assertion").orElseThrow().split("\\.");
        assertThat(new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .contains("\"http://wso2.org/claims/enduser\":\"ann@beta.example\"")
                .containsPattern("\"http://wso2.org/claims/enduserTenantId\":\"[1-9]\\d*\"");
        assertThat(isSignedBy("?tenant=beta.example", parts)).isTrue();
        assertThat(isSignedBy("", parts)).as("by the server's own key").isFalse();
        assertThat(new Http()
                        .get("https://localhost:" + server.https() + "/oauth2/jwks?tenant=nobody.example")
                        .statusCode())
                .isEqualTo(404);
        Files.writeString(settings, shipped);
    }

    @Test
    void aTenantThatIsNotActiveIsOutAtTheNextCallAndInAgain() {
        Client.Key key = publish("Weather", "/weather", "Forecast");
        String address = "http://localhost:" + server.gateway() + "/t/beta.example/weather/1.0.0/all";
        String token = token(key).path("access_token").asText();
        assertThat(client.call(address, token).statusCode()).isEqualTo(200);

        tenants("admin", "admin", "<deactivateTenant><tenantDomain>beta.example</tenantDomain></deactivateTenant>");
        assertThat(client.call(address, token).statusCode()).isEqualTo(401);
        assertThat(client.call(address, key.accessToken()).statusCode()).isEqualTo(401);
        assertThat(token(key).path("error").asText()).isEqualTo("invalid_grant");
        assertThat(UserAdmin.said(server, ADMIN, PASSWORD, "<listUsers/>").statusCode())
                .isEqualTo(500);

        tenants("admin", "admin", "<activateTenant><tenantDomain>beta.example</tenantDomain></activateTenant>");
        assertThat(client.call(address, token).statusCode()).isEqualTo(200);
        assertThat(UserAdmin.said(server, ADMIN, PASSWORD, "<listUsers/>").body())
                .contains(">ann<");
    }

    @Test
    void nobodyReachesIntoAnotherTenant() {
        assertThat(UserAdmin.said(server, ADMIN, PASSWORD, "<listUsers/>").body())
                .contains(">ann<")
                .doesNotContain(">admin<");
        refused(UserAdmin.said(
                server,
                ADMIN,
                PASSWORD,
                "<changePassword><userName>admin@carbon.super</userName><newPassword>mine-now</newPassword>"
                        + "</changePassword>"));
        refused(UserAdmin.said(
                server,
                ADMIN,
                PASSWORD,
                "<addRole><roleName>owners</roleName><permissions>/permission/protected</permissions>"
                        + "<userList>ann</userList></addRole>"));
        refused(UserAdmin.said(
                server,
                "RemoteUserStoreManagerService",
                "http://service.ws.um.carbon.wso2.org",
                ADMIN,
                PASSWORD,
                "<authenticate><userName>admin@carbon.super</userName><credential>admin</credential></authenticate>"));
        refused(tenants(ADMIN, PASSWORD, "<retrieveTenants/>"));
        refused(tenants(
                ADMIN, PASSWORD, "<deactivateTenant><tenantDomain>carbon.super</tenantDomain></deactivateTenant>"));
        refused(UserAdmin.said(
                server,
                "RestApiAdmin",
                "http://rest.api.carbon.wso2.org",
                ADMIN,
                PASSWORD,
                "<deleteApi><apiName>admin--Any</apiName></deleteApi>"));
    }

    @Test
    void aTenantsAdministratorIsNoneOfTheServer() {
        assertThat(server.says("admin", "admin", "exec echo in-the-shell")).contains("in-the-shell");
        assertThat(server.says(ADMIN, PASSWORD, "exec echo in-the-shell"))
                .doesNotContain("in-the-shell\n")
                .containsIgnoringCase("auth");

        Client owner = new Client(server).signIn().addApplication("Owners");
        Client.Key theirs = owner.generateKey("Owners");
        assertThat(introspected(theirs.accessToken(), "admin", "admin")).contains("\"active\":true");
        assertThat(introspected(theirs.accessToken(), ADMIN, PASSWORD))
                .contains("\"active\":false")
                .doesNotContain("admin");
        client.addApplication("Own");
        Client.Key own = client.generateKey("Own");
        assertThat(introspected(own.accessToken(), ADMIN, PASSWORD)).contains("\"active\":true", ADMIN);

        refused(UserAdmin.said(
                server,
                "APIAuthenticationService",
                "http://service.security.handlers.gateway.apimgt.carbon.wso2.org",
                ADMIN,
                PASSWORD,
                "<invalidateAll/>"));
        refused(UserAdmin.said(
                server,
                "APIKeyValidationService",
                "http://org.apache.axis2/xsd",
                ADMIN,
                PASSWORD,
                "<getAllURITemplates><context>/x</context><version>1</version></getAllURITemplates>"));
        refused(UserAdmin.said(
                server,
                "SequenceAdminService",
                "http://services.sequences.carbon.wso2.org",
                ADMIN,
                PASSWORD,
                "<deleteSequence><sequenceName>main</sequenceName></deleteSequence>"));
    }

    private String introspected(String token, String user, String password) {
        return new Http()
                .postForm(
                        "https://localhost:" + server.https() + "/oauth2/introspect",
                        Map.of("token", token),
                        "Authorization",
                        Client.basic(user, password))
                .body();
    }

    @Test
    void whatIsNoTenantIsRefused() {
        assertThat(tenants("admin", "admin", "<getTenant><tenantDomain>beta.example</tenantDomain></getTenant>")
                        .body())
                .contains(">beta.example<", ">ann<", ">true<");
        assertThat(tenants("admin", "admin", "<getTenant><tenantDomain>nobody.example</tenantDomain></getTenant>")
                        .body())
                .contains(">0<");
        assertThat(tenants(
                                "admin",
                                "admin",
                                "<retrievePaginatedTenants><pageNumber>0</pageNumber>" + "</retrievePaginatedTenants>")
                        .body())
                .contains("numberOfPages>1<", ">beta.example<");
        refused(tenants("admin", "admin", bean("beta.example", "bob", "bob-secret")));
        refused(tenants("admin", "admin", bean("../etc", "bob", "bob-secret")));
        refused(tenants("admin", "admin", bean("carbon.super", "bob", "bob-secret")));
        refused(tenants("admin", "admin", bean("gamma.example", "bob", "b")));
        assertThat(tenants("admin", "admin", "<retrieveTenants/>").body()).doesNotContain("gamma.example");
        refused(tenants(
                "admin", "admin", "<deactivateTenant><tenantDomain>carbon.super</tenantDomain></deactivateTenant>"));
    }

    private static String bean(String domain, String admin, String password) {
        return "<addTenant><tenantInfoBean><admin>" + admin + "</admin><adminPassword>" + password
                + "</adminPassword><tenantDomain>" + domain + "</tenantDomain></tenantInfoBean></addTenant>";
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body()).contains("Fault");
    }

    private HttpResponse<String> tenants(String user, String password, String operation) {
        return UserAdmin.said(
                server,
                "TenantMgtAdminService",
                "http://services.mgt.tenant.carbon.wso2.org",
                user,
                password,
                operation);
    }

    private Client.Key publish(String name, String context, String application) {
        client.add(new ApiForm(name, context, backend.address()).secured().with("provider", ADMIN));
        Client.good(client.publisher(
                "life-cycles/ajax/life-cycles.jag",
                Map.of(
                        "action", "updateStatus",
                        "name", name,
                        "version", "1.0.0",
                        "provider", ADMIN,
                        "status", "PUBLISHED",
                        "publishToGateway", "true")));
        client.addApplication(application);
        Client.good(client.store(
                "subscription/subscription-add/ajax/subscription-add.jag",
                Map.of(
                        "action",
                        "addAPISubscription",
                        "name",
                        name,
                        "version",
                        "1.0.0",
                        "provider",
                        ADMIN,
                        "tier",
                        "Unlimited",
                        "applicationName",
                        application)));
        return client.generateKey(application);
    }

    private JsonNode token(Client.Key key) {
        return Client.json(client.token(
                "http://localhost:" + server.gateway() + "/token",
                key,
                Map.of("grant_type", "password", "username", ADMIN, "password", PASSWORD)));
    }

    private boolean isSignedBy(String query, String[] parts) throws Exception {
        JWKSet keys = JWKSet.parse(new Http()
                .get("https://localhost:" + server.https() + "/oauth2/jwks" + query)
                .body());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getKeys().get(0).toRSAKey().toRSAPublicKey());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getDecoder().decode(parts[2]));
    }
}
