package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users of a directory: a file in {@code userstores}, and they get tokens and come in. */
@ExtendWith(SharedServer.class)
final class DirectoryIT {
    private static final String RESOURCES = """
            {"resources":[{"url_pattern":"/files","http_verbs":{
              "GET":{"auth_type":"Application User","throttling_tier":"Unlimited","scope":"files_read"}}}],
             "scopes":[{"key":"files_read","name":"Read","roles":"CORP/staff","description":""}]}""";

    private final Server server;
    private final Client client;

    DirectoryIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @Test
    void usersOfADirectoryComeInWithTheirRoles() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.addAdditionalBindCredentials("cn=reader", "reader-secret");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("test", InetAddress.getLoopbackAddress(), 0, null));
        config.setSchema(null);
        InMemoryDirectoryServer directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        directory.add(
                "dn: uid=carla,dc=example,dc=org",
                "objectClass: person",
                "uid: carla",
                "mail: carla@example.org",
                "userPassword: carla-secret");
        directory.add(
                "dn: cn=staff,dc=example,dc=org",
                "objectClass: groupOfNames",
                "cn: staff",
                "member: uid=carla,dc=example,dc=org");
        directory.startListening();
        Path stores = Files.createDirectories(server.home().resolve("repository/deployment/server/userstores"));
        Path file = stores.resolve("corp.xml");
        try (Backend backend = new Backend("behind")) {
            client.signIn()
                    .add(new ApiForm("Files", "/files", backend.address()).with("resource_config", RESOURCES))
                    .publish("Files")
                    .addApplication("File browser")
                    .subscribe("File browser", "Files", "Unlimited");
            Client.Key key = client.generateKey("File browser");
            assertThat(token(key, "corp/carla", "carla-secret").statusCode()).isEqualTo(400);

            Files.writeString(file, """
                    <UserStoreManager class="org.wso2.carbon.user.core.ldap.ReadOnlyLDAPUserStoreManager">
                      <Property name="ConnectionURL">ldap://127.0.0.1:%d</Property>
                      <Property name="ConnectionName">cn=reader</Property>
                      <Property name="ConnectionPassword">reader-secret</Property>
                      <Property name="UserSearchBase">dc=example,dc=org</Property>
                      <Property name="UserNameSearchFilter">(&amp;(objectClass=person)(uid=?))</Property>
                      <Property name="UserNameAttribute">uid</Property>
                      <Property name="GroupSearchBase">dc=example,dc=org</Property>
                      <Property name="GroupNameListFilter">(objectClass=groupOfNames)</Property>
                      <Property name="GroupNameAttribute">cn</Property>
                      <Property name="MembershipAttribute">member</Property>
                      <Property name="DomainName">corp</Property>
                    </UserStoreManager>
                    """.formatted(directory.getListenPort()));
            HttpResponse<String> answer = token(key, "corp/carla", "carla-secret");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Client.json(answer).path("scope").asText()).isEqualTo("files_read");
            assertThat(client.call(
                                    "http://localhost:" + server.gateway() + "/files/1.0.0/files",
                                    Client.json(answer).path("access_token").asText())
                            .statusCode())
                    .isEqualTo(200);
            JsonNode known = Client.json(client.call(
                    "https://localhost:" + server.https() + "/oauth2/userinfo",
                    Client.json(token(key, "corp/carla", "carla-secret", "openid"))
                            .path("access_token")
                            .asText()));
            assertThat(known.path("email").asText()).isEqualTo("carla@example.org");
            assertThat(token(key, "carla", "carla-secret").statusCode())
                    .as("without the domain")
                    .isEqualTo(200);
            assertThat(token(key, "corp/carla", "wrong").statusCode()).isEqualTo(400);
            assertThat(token(key, "corp/car*", "carla-secret").statusCode()).isEqualTo(400);

            // A role of the directory is given permissions here; with them its users come into the store.
            Map<String, String> login = Map.of("action", "login", "username", "corp/carla", "password", "carla-secret");
            assertThat(client.store("user/login/ajax/login.jag", login).body()).contains("Insufficient Privileges");
            UserAdmin.said(
                    server,
                    "admin",
                    "admin",
                    "<addRole><roleName>CORP/staff</roleName><permissions>/permission/admin/login</permissions>"
                            + "<permissions>/permission/admin/manage/api/subscribe</permissions></addRole>");
            Client.good(client.store("user/login/ajax/login.jag", login));

            directory.shutDown(true);
            assertThat(token(key, "corp/carla", "carla-secret").statusCode()).isEqualTo(503);
            assertThat(token(key, "admin", "admin").statusCode())
                    .as("who is in the database needs no directory")
                    .isEqualTo(200);
        } finally {
            Files.deleteIfExists(file);
            directory.shutDown(true);
        }
    }

    private HttpResponse<String> token(Client.Key key, String user, String password) {
        return token(key, user, password, "files_read");
    }

    private HttpResponse<String> token(Client.Key key, String user, String password, String scope) {
        return client.token(
                "http://localhost:" + server.gateway() + "/token",
                key,
                Map.of("grant_type", "password", "username", user, "password", password, "scope", scope));
    }
}
