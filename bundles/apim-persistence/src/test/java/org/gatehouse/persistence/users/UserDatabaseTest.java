package org.gatehouse.persistence.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserStore;
import org.gatehouse.domain.identity.UserStore.Member;
import org.gatehouse.domain.identity.UserStoreDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against tables with the columns that API Manager 1.9 reads and writes. */
final class UserDatabaseTest {
    private final EmbeddedDataSource source = new EmbeddedDataSource();

    @BeforeEach
    void tables() throws Exception {
        source.setDatabaseName("memory:users");
        source.setCreateDatabase("create");
        run(
                "CREATE TABLE UM_USER (UM_ID INTEGER NOT NULL, UM_USER_NAME VARCHAR(255) NOT NULL,"
                        + " UM_USER_PASSWORD VARCHAR(255) NOT NULL, UM_SALT_VALUE VARCHAR(31),"
                        + " UM_TENANT_ID INTEGER DEFAULT 0)",
                "CREATE TABLE UM_ROLE (UM_ID INTEGER NOT NULL, UM_ROLE_NAME VARCHAR(255) NOT NULL,"
                        + " UM_TENANT_ID INTEGER DEFAULT 0)",
                "CREATE TABLE UM_USER_ROLE (UM_ID INTEGER NOT NULL, UM_ROLE_ID INTEGER NOT NULL,"
                        + " UM_USER_ID INTEGER NOT NULL, UM_TENANT_ID INTEGER DEFAULT 0)",
                "CREATE TABLE UM_USER_ATTRIBUTE (UM_ID INTEGER NOT NULL, UM_ATTR_NAME VARCHAR(255) NOT NULL,"
                        + " UM_ATTR_VALUE VARCHAR(1024), UM_PROFILE_ID VARCHAR(255), UM_USER_ID INTEGER,"
                        + " UM_TENANT_ID INTEGER DEFAULT 0)",
                "INSERT INTO UM_USER VALUES (1, 'Tom', '" + digest("tom-secret" + "NaCl") + "', 'NaCl', -1234)",
                "INSERT INTO UM_USER VALUES (2, 'stranger', '" + digest("x" + "NaCl") + "', 'NaCl', 7)",
                "INSERT INTO UM_USER VALUES (3, 'nothing', '', '', -1234)",
                "INSERT INTO UM_ROLE VALUES (1, 'employee', -1234)",
                "INSERT INTO UM_ROLE VALUES (2, 'manager', -1234)",
                "INSERT INTO UM_USER_ROLE VALUES (1, 1, 1, -1234)",
                "INSERT INTO UM_USER_ATTRIBUTE VALUES (1, 'mail', 'tom@example.org', 'default', 1, -1234)",
                "INSERT INTO UM_USER_ATTRIBUTE VALUES (2, 'mobile', '1', 'default', 1, -1234)");
    }

    @AfterEach
    void drop() throws Exception {
        run("DROP TABLE UM_USER_ATTRIBUTE", "DROP TABLE UM_USER_ROLE", "DROP TABLE UM_ROLE", "DROP TABLE UM_USER");
    }

    private void run(String... statements) throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private static String digest(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private UserStore store(String... settings) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new UserDatabase(
                new UserStoreDefinition("OLD", "org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager", properties),
                source);
    }

    @Test
    void aUserComesInWithThePasswordThatWasGivenThere() {
        Member tom = new Member("Tom", Set.of("employee"));

        assertThat(store().authenticate("tom", "tom-secret")).contains(tom);
        assertThat(store().find("TOM")).contains(tom);
        assertThat(store().authenticate("tom", "wrong")).isEmpty();
        assertThat(store().authenticate("nobody", "")).isEmpty();
        assertThat(store().authenticate("nothing", "")).isEmpty();
        assertThat(store().authenticate("tom' OR '1'='1", "tom-secret")).isEmpty();
        assertThat(store("CaseInsensitiveUsername", "false").find("tom")).isEmpty();
    }

    @Test
    void usersOfOtherTenantsAreUnknown() {
        assertThat(store().authenticate("stranger", "x")).isEmpty();
        assertThat(store().find("stranger")).isEmpty();
    }

    @Test
    void theDigestIsTheOneThatIsNamed() throws Exception {
        run("UPDATE UM_USER SET UM_USER_PASSWORD = 'tom-secret' WHERE UM_ID = 1");
        assertThat(store("PasswordDigest", "PLAIN_TEXT").authenticate("tom", "tom-secret"))
                .isPresent();
        assertThat(store().authenticate("tom", "tom-secret")).isEmpty();
        assertThatThrownBy(() -> store("PasswordDigest", "ROT13").authenticate("tom", "tom-secret"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("ROT13");
    }

    @Test
    void attributesAreThoseAskedFor() {
        assertThat(store().attributes("tom", Set.of("mail", "sn"))).isEqualTo(Map.of("mail", "tom@example.org"));
        assertThat(store().attributes("nobody", Set.of("mail"))).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayIsNoOpinion() throws Exception {
        EmbeddedDataSource nowhere = new EmbeddedDataSource();
        nowhere.setDatabaseName("memory:nowhere");
        UserStore away = new UserDatabase(new UserStoreDefinition("OLD", "JDBC", Map.of()), nowhere);

        assertThatThrownBy(() -> away.authenticate("tom", "tom-secret"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("OLD");
    }
}
