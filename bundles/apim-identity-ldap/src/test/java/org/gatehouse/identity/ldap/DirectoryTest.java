package org.gatehouse.identity.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserStore;
import org.gatehouse.domain.identity.UserStore.Member;
import org.gatehouse.domain.identity.UserStoreDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a directory that speaks LDAP on a socket. */
final class DirectoryTest {
    private static final String READ_ONLY = "org.wso2.carbon.user.core.ldap.ReadOnlyLDAPUserStoreManager";

    private InMemoryDirectoryServer server;
    private UserStore directory;

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
        directory = new Directories((SSLSocketFactory) SSLSocketFactory.getDefault()).open(definition("CORP"));
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
        directory.close();
        server.shutDown(true);
    }

    @Test
    void aUserIsKnownByThePasswordWithItsRoles() {
        Member tom = new Member("Tom", Set.of("employee"));

        assertThat(directory.authenticate("tom", "tom-secret")).contains(tom);
        assertThat(directory.find("tom")).contains(tom);
    }

    @Test
    void aWrongPasswordAndNoneAtAllAreRefused() {
        assertThat(directory.authenticate("tom", "wrong")).isEmpty();
        assertThat(directory.authenticate("tom", "")).isEmpty();
        assertThat(directory.authenticate("nobody", "tom-secret")).isEmpty();
        assertThat(directory.authenticate("tom", "tom-secret")).as("as before").isPresent();
    }

    @Test
    void aNameIsNoFilter() {
        assertThat(directory.find("*")).isEmpty();
        assertThat(directory.find("t*")).isEmpty();
        assertThat(directory.find("tom)(uid=*")).isEmpty();
        assertThat(directory.find("*)(objectClass=*))(|(uid=*")).isEmpty();
        assertThat(directory.find("star*").map(Member::name)).contains("star*");
        assertThat(directory.find("tom\0")).isEmpty();
    }

    @Test
    void aDirectoryThatIsAwayIsNoOpinion() throws Exception {
        assertThat(directory.find("tom")).isPresent();
        int port = server.getListenPort();
        server.shutDown(true);

        assertThatThrownBy(() -> directory.authenticate("tom", "tom-secret"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("CORP")
                .hasMessageNotContaining("secret");
        assertThat(port).isPositive();
    }

    @Test
    void anAddressWithoutAHostIsNone() {
        UserStoreDefinition nowhere =
                new UserStoreDefinition("CORP", READ_ONLY, Map.of("ConnectionURL", "ldap:///dc=example,dc=org"));

        assertThatThrownBy(() -> new Directories((SSLSocketFactory) SSLSocketFactory.getDefault()).open(nowhere))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("ConnectionURL: ldap:///dc=example,dc=org (expected: ldap://host:port");
    }

    @Test
    void otherKindsOfStoresAreLeftAlone() {
        Directories directories = new Directories((SSLSocketFactory) SSLSocketFactory.getDefault());

        assertThat(directories.includes(definition("CORP"))).isTrue();
        assertThat(directories.includes(new UserStoreDefinition(
                        "AD", "org.wso2.carbon.user.core.ldap.ActiveDirectoryUserStoreManager", Map.of())))
                .isTrue();
        assertThat(directories.includes(
                        new UserStoreDefinition("DB", "org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager", Map.of())))
                .isFalse();
    }

    @Test
    void attributesAreThoseAskedFor() throws Exception {
        server.modify(
                "dn: uid=Tom,ou=people,dc=example,dc=org",
                "changetype: modify",
                "add: mail",
                "mail: tom@example.org",
                "mail: t@example.org");

        assertThat(directory.attributes("tom", Set.of("mail", "sn", "mobile")))
                .isEqualTo(Map.of("mail", "tom@example.org,t@example.org", "sn", "Tom"));
        assertThat(directory.attributes("nobody", Set.of("mail"))).isEmpty();
    }
}
