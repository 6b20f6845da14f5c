package org.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Revision;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.persistence.catalog.ApiKeys;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.catalog.RevisionTable;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseThreads;
import org.gatehouse.persistence.identity.UserTable;
import org.gatehouse.persistence.subscription.ApplicationTable;
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
            assertThat(found.getInt(1)).isEqualTo(21);
            assertThat(found.next()).isFalse();
        }
    }

    @Test
    void whatStandsInOlderTablesIsAtItsFirstRevisionAndFound() throws Exception {
        TestDatabase source = new TestDatabase("jdbc:derby:memory:older;create=true");
        Schema.bringTo(8, source);
        Database database = new Database(source, new DatabaseThreads());
        database.transact(sql -> {
            sql.execute("""
                    INSERT INTO AM_API (API_PROVIDER, API_NAME, API_VERSION, CONTEXT, CONTEXT_TEMPLATE, TENANT_ID, STATUS,
                      UPDATED_TIME, DESCRIPTION, TAGS, THUMBNAIL, WSDL, WADL, BUSINESS_OWNER, BUSINESS_OWNER_EMAIL,
                      TECHNICAL_OWNER, TECHNICAL_OWNER_EMAIL, VISIBILITY, VISIBLE_ROLES, AVAILABILITY, TENANTS,
                      ENDPOINT_CONFIG, IMPLEMENTATION, ENDPOINT_SECURED, ENDPOINT_USERNAME, ENDPOINT_PASSWORD, TRANSPORTS,
                      TIERS, IN_SEQUENCE, OUT_SEQUENCE, FAULT_SEQUENCE, RESPONSE_CACHING, CACHE_TIMEOUT, DESTINATION_STATS,
                      DEFAULT_VERSION, ENVIRONMENTS)
                    VALUES ('admin', 'PhoneVerification', '1.0.0', '/phone/1.0.0', '/phone/{version}', -1234, 'PUBLISHED',
                      CURRENT_TIMESTAMP, 'Old', 'phone', '', '', '', '', '', '', '', 'PUBLIC', '', 'CURRENT_TENANT', '', '',
                      'ENDPOINT', FALSE, '', '', 'http', 'Gold', '', '', '', FALSE, 300, FALSE, FALSE, '')""");
            sql.execute("INSERT INTO AM_SUBSCRIBER (USER_ID, TENANT_ID) VALUES ('admin', -1234)");
            sql.execute("""
                    INSERT INTO AM_APPLICATION (NAME, SUBSCRIBER_ID, CALLBACK_URL, DESCRIPTION)
                    SELECT 'Shop', S.SUBSCRIBER_ID, '', '' FROM AM_SUBSCRIBER S""");
        });

        Schema.bringUpToDate(source);

        ApiTable apis = new ApiTable(database);
        assertThat(apis.list(ApiQuery.of(Fixtures.TENANT).with("verif", "phone")))
                .extracting(ApiSummary::id, ApiSummary::revision)
                .containsExactly(tuple(Fixtures.PHONE_ID, 1L));
        Api old = apis.find(Fixtures.PHONE_ID).orElseThrow();
        assertThat(old.lastUpdatedBy()).isNull();
        apis.update(old);
        assertThat(apis.find(Fixtures.PHONE_ID)).contains(old.withRevision(2));
        RevisionTable revisions = new RevisionTable(database);
        assertThat(revisions.each(Fixtures.PHONE_ID, (revision, before) -> revision))
                .extracting(Revision::api)
                .containsExactly(old);
        apis.update(old.withRevision(2).withTiers(List.of("Silver")));
        assertThat(revisions.each(Fixtures.PHONE_ID, (revision, before) -> revision))
                .extracting(Revision::number, Revision::cause)
                .containsExactly(tuple(3L, Revision.Cause.SAVED), tuple(1L, Revision.Cause.FOUND));
        ApplicationTable applications = new ApplicationTable(database);
        Application shop = applications.find(Fixtures.ADMIN, "Shop").orElseThrow();
        applications.update(shop);
        assertThat(applications.find(shop.id())).contains(shop.withRevision(2));
        assertThat(shop.revision()).isEqualTo(1);
    }

    @Test
    void documentsOfOlderTablesFindTheirApisToo() throws Exception {
        TestDatabase source = new TestDatabase("jdbc:derby:memory:texts;create=true");
        Schema.bringUpToDate(source);
        Database database = new Database(source, new DatabaseThreads());
        new ApiTable(database).add(Fixtures.phoneVerification(), Fixtures.creation());
        database.transact(sql -> {
            sql.execute("DROP TABLE APIM_DOCUMENT_TEXT");
            sql.execute("DROP TABLE APIM_CATALOG_TURN");
            sql.execute("DROP TABLE APIM_API_REVISION");
            sql.execute("DROP TABLE APIM_REVISION_DEFINITION");
            sql.execute("DROP INDEX IDX_SUB_STATUS");
            for (String column : List.of("DECIDED_BY", "DECIDED_TIME", "DECIDED_REASON")) {
                sql.execute("ALTER TABLE AM_SUBSCRIPTION DROP COLUMN " + column);
            }
            sql.execute("DROP INDEX IDX_AT_FP");
            sql.execute("DROP INDEX IDX_AT_TC");
            sql.execute("ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN DROP COLUMN TOKEN_FINGERPRINT");
            for (String column : List.of("REDIRECT_URL", "API_OWNER")) {
                sql.execute("ALTER TABLE AM_API DROP COLUMN " + column);
            }
            sql.execute("UPDATE APIM_SCHEMA SET STEP = 15");
            sql.execute("""
                    INSERT INTO APIM_DOCUMENT (API_ID, NAME, TYPE, OTHER_TYPE, SUMMARY, SOURCE, URL, VISIBILITY, PLACE,
                      MEDIA_TYPE, FILE_NAME, BYTES, UPDATED_TIME)
                    SELECT A.API_ID, 'Start', 'HOW_TO', '', 'Roaming', 'INLINE', '', 'API_LEVEL', 0, 'text/markdown', '', 6,
                      CURRENT_TIMESTAMP FROM AM_API A""");
            long number = sql.select("SELECT DOCUMENT_ID FROM APIM_DOCUMENT")
                    .mapTo(Long.class)
                    .one();
            sql.execute(
                    "INSERT INTO APIM_DOCUMENT_CONTENT (DOCUMENT_ID, CONTENT) VALUES (?, ?)",
                    number,
                    "Abroad".getBytes(StandardCharsets.UTF_8));
        });

        Schema.bringUpToDate(source);

        ApiTable apis = new ApiTable(database);
        for (String text : List.of("roaming", "ABROAD")) {
            assertThat(apis.list(ApiQuery.of(Fixtures.TENANT).with(text, "")))
                    .extracting(ApiSummary::id)
                    .containsExactly(Fixtures.PHONE_ID);
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
