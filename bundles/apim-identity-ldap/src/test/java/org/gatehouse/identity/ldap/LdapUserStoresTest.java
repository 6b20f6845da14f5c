package org.gatehouse.identity.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserStoreDefinition;
import org.gatehouse.domain.identity.UserStores.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a directory that speaks LDAP on a socket. */
final class LdapUserStoresTest {
    private static final String READ_ONLY = "org.wso2.carbon.user.core.ldap.ReadOnlyLDAPUserStoreManager";

    private InMemoryDirectoryServer server;
    private LdapUserStores stores;

    @BeforeEach
    void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.addAdditionalBindCredentials("cn=reader", "reader-secret");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("test", InetAddress.getLoopbackAddress(), 0, null));
        config.setSchema(null);
        server = new InMemoryDirectoryServer(config);
        server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        server.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit", "ou: people");
        server.add("dn: ou=groups,dc=example,dc=org", "objectClass: organizationalUnit", "ou: groups");
        person("Tom", "tom-secret");
        person("star*", "star-secret");
        server.add(
                "dn: cn=employee,ou=groups,dc=example,dc=org",
                "objectClass: groupOfNames",
                "cn: employee",
                "member: uid=Tom,ou=people,dc=example,dc=org");
        server.startListening();
        stores =
                new LdapUserStores(() -> List.of(definition("CORP")), (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private void person(String uid, String password) throws Exception {
        server.add(
                "dn: uid=" + uid + ",ou=people,dc=example,dc=org",
                "objectClass: person",
                "uid: " + uid,
                "cn: " + uid,
                "sn: " + uid,
                "userPassword: " + password);
    }

    private UserStoreDefinition definition(String domain) {
        return new UserStoreDefinition(
                domain,
                READ_ONLY,
                Map.of(
                        "ConnectionURL", "ldap://127.0.0.1:" + server.getListenPort(),
                        "ConnectionName", "cn=reader",
                        "ConnectionPassword", "reader-secret",
                        "UserSearchBase", "ou=people,dc=example,dc=org",
                        "UserNameSearchFilter", "(&(objectClass=person)(uid=?))",
                        "UserNameAttribute", "uid",
                        "GroupSearchBase", "ou=groups,dc=example,dc=org",
                        "GroupNameListFilter", "(objectClass=groupOfNames)",
                        "MembershipAttribute", "member"));
    }

    @AfterEach
    void stop() {
        stores.close();
        server.shutDown(true);
    }

    @Test
    void aUserIsKnownByThePasswordWithItsRoles() {
        Member tom = new Member("CORP/Tom", java.util.Set.of("CORP/employee"));

        assertThat(stores.authenticate("tom", "tom-secret")).contains(tom);
        assertThat(stores.authenticate("CORP/tom", "tom-secret")).contains(tom);
        assertThat(stores.authenticate("corp/tom", "tom-secret")).contains(tom);
        assertThat(stores.find("tom")).contains(tom);
        assertThat(stores.authenticate("OTHER/tom", "tom-secret")).isEmpty();
    }

    @Test
    void aWrongPasswordAndNoneAtAllAreRefused() {
        assertThat(stores.authenticate("tom", "wrong")).isEmpty();
        assertThat(stores.authenticate("tom", "")).isEmpty();
        assertThat(stores.authenticate("nobody", "tom-secret")).isEmpty();
        assertThat(stores.authenticate("tom", "tom-secret")).as("as before").isPresent();
    }

    @Test
    void aNameIsNoFilter() {
        assertThat(stores.find("*")).isEmpty();
        assertThat(stores.find("t*")).isEmpty();
        assertThat(stores.find("tom)(uid=*")).isEmpty();
        assertThat(stores.find("*)(objectClass=*))(|(uid=*")).isEmpty();
        assertThat(stores.find("star*").map(Member::name)).contains("CORP/star*");
        assertThat(stores.find("tom\0")).isEmpty();
    }

    @Test
    void aDirectoryThatIsAwayIsNoOpinion() throws Exception {
        assertThat(stores.find("tom")).isPresent();
        int port = server.getListenPort();
        server.shutDown(true);

        assertThatThrownBy(() -> stores.authenticate("tom", "tom-secret"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("CORP")
                .hasMessageNotContaining("secret");
        assertThat(port).isPositive();
    }

    @Test
    void otherKindsOfStoresAreLeftAlone() {
        LdapUserStores none = new LdapUserStores(
                () -> List.of(
                        new UserStoreDefinition("DB", "org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager", Map.of())),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
        assertThat(none.find("tom")).isEmpty();
    }
}
