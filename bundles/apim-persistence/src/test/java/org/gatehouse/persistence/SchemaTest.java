package org.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.persistence.catalog.ApiKeys;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseThreads;
import org.gatehouse.persistence.identity.UserTable;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final String URL = "jdbc:derby:memory:schema";

    @Test
    void currentTablesAreLeftAlone() throws Exception {
        TestDatabase source = new TestDatabase(URL + ";create=true");
        Schema.bringUpToDate(source);
        UserTable users = new UserTable(new Database(source, new DatabaseThreads()));
        users.saveRole(new Role(Fixtures.TENANT, "kept", Set.of("/permission")));

        Schema.bringUpToDate(source);

        assertThat(users.roles(Fixtures.TENANT)).extracting(Role::name).isEqualTo(List.of("kept"));
        try (Connection connection = DriverManager.getConnection(URL);
                ResultSet found = connection.createStatement().executeQuery("SELECT STEP FROM APIM_SCHEMA")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getInt(1)).isEqualTo(10);
            assertThat(found.next()).isFalse();
        }
    }

    @Test
    void apisOfOlderTablesAreFoundToo() {
        Database database = TestDatabase.empty();
        ApiTable apis = new ApiTable(database);
        apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        ApiQuery query = ApiQuery.of(Fixtures.TENANT).with("verif", "phone");
        database.transact(sql -> {
            sql.execute("UPDATE AM_API SET ORDER_KEY = '', NAME_KEY = '', UNVERSIONED = '', SEARCHED = ''");
            sql.execute("DELETE FROM APIM_API_TAG");
        });
        assertThat(apis.list(query)).isEmpty();

        database.transact(ApiKeys::fill);

        assertThat(apis.list(query)).extracting(ApiSummary::id).containsExactly(Fixtures.PHONE_ID);
        assertThat(apis.nameTaken(Fixtures.TENANT, "phoneverification")).isTrue();
        assertThat(apis.contextTaken(Fixtures.TENANT, "/phone")).isTrue();
    }
}
