package org.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;
import org.gatehouse.persistence.database.DatabaseThreads;
import org.gatehouse.persistence.identity.UserTable;
import org.gatehouse.persistence.keys.ConsumerTable;
import org.gatehouse.persistence.keys.SealTest;
import org.gatehouse.persistence.registry.RegistryTable;
import org.gatehouse.persistence.subscription.ApplicationTable;
import org.gatehouse.testkit.Fixtures;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static final int WRITERS = 6;

    @Test
    void failedWorkLeavesNothingBehind() {
        Database database = TestDatabase.empty();

        assertThatThrownBy(() -> database.transact(sql -> {
                    sql.execute("INSERT INTO UM_ROLE (UM_ROLE_NAME, UM_TENANT_ID) VALUES ('half', -1234)");
                    throw new IllegalStateException("half way");
                }))
                .hasMessage("half way");

        assertThat(new UserTable(database).roles(Fixtures.TENANT)).isEmpty();
    }

    @Test
    void textsThatDoNotFitAreTheCallersMistake() {
        ApplicationTable applications = new ApplicationTable(TestDatabase.empty());

        assertThatThrownBy(() -> applications.add(Fixtures.application("x".repeat(101))))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void whatTheDatabaseSaysNoToTellsNoValues() {
        Database database = TestDatabase.empty();
        String add = "INSERT INTO APIM_SPENT_ASSERTION (ASSERTION_DIGEST, TIME_EXPIRES) VALUES (?, ?)";
        database.transact(sql -> sql.execute(add, "secret-value", Fixtures.NOON));

        Throwable failure = catchThrowable(
                () -> database.transact(sql -> sql.execute(add, "secret-value", Fixtures.NOON.plusSeconds(1))));

        assertThat(failure).isInstanceOf(DatabaseFailure.class).hasMessageContaining("APIM_SPENT_ASSERTION");
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString())
                    .doesNotContain(Fixtures.NOON.plusSeconds(1).toString());
            assertThat(each).isNotInstanceOf(JdbiException.class);
        }
    }

    @Test
    void unknownTenantIsNotFound() {
        UserTable users = new UserTable(TestDatabase.empty());

        assertThatThrownBy(() -> users.saveRole(new Role("unknown.example.com", "admin", Set.of())))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void withoutAConnectionTheDatabaseIsUnavailable() {
        Database database = new Database(new TestDatabase("jdbc:derby:memory:missing"), new DatabaseThreads());

        assertThatThrownBy(() -> new ConsumerTable(database, SealTest.seal(false)).find("any"))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void aConnectionThatIsLostMidwayIsTheDatabaseAway() {
        assertThatThrownBy(() -> TestDatabase.empty().transact(sql -> {
                    try {
                        sql.getConnection().close();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    sql.execute("DELETE FROM UM_ROLE");
                }))
                .isInstanceOf(Unavailable.class)
                .hasMessage("database: the connection is lost");
    }

    @Test
    void writersAtOnceAllGetThrough() throws Exception {
        RegistryTable registry = new RegistryTable(TestDatabase.empty(), path -> List.of());

        List<Object> outcomes = atOnce(number -> {
            RegistryFile file = RegistryFile.ofText("/_system/config/same", "text/plain", "by " + number);
            registry.put(Fixtures.TENANT, file);
            return "done";
        });

        assertThat(outcomes).hasSize(WRITERS).containsOnly("done");
        assertThat(registry.find(Fixtures.TENANT, "/_system/config/same").map(RegistryFile::text))
                .get()
                .asString()
                .startsWith("by ");
    }

    @Test
    void ofManyWithOneNameOneIsAdded() throws Exception {
        ApplicationTable applications = new ApplicationTable(TestDatabase.empty());

        List<Object> outcomes = atOnce(number -> {
            try {
                return applications.add(Fixtures.application("Shop"));
            } catch (Conflict e) {
                return "conflict";
            }
        });

        assertThat(outcomes).hasSize(WRITERS);
        assertThat(outcomes.stream().filter(Application.class::isInstance)).hasSize(1);
        assertThat(applications.of(Fixtures.ADMIN)).hasSize(1);
    }

    @Test
    void ofManyApisWithOneTemplateOneIsAdded() throws Exception {
        ApiTable apis = new ApiTable(TestDatabase.empty());

        List<Object> outcomes = atOnce(number -> {
            ApiId id = new ApiId(Fixtures.ADMIN, "Api" + number, "1." + number);
            try {
                apis.add(Fixtures.api(id, "/same/{version}"), Fixtures.creation());
                return "added";
            } catch (Conflict e) {
                return "conflict";
            }
        });

        assertThat(outcomes).hasSize(WRITERS).containsOnlyOnce("added");
        assertThat(apis.all()).hasSize(1);
    }

    @Test
    void ofManyWhoChangeWhatTheyHaveReadOneGetsThrough() throws Exception {
        Database database = TestDatabase.empty();
        ApiTable apis = new ApiTable(database);
        ApplicationTable applications = new ApplicationTable(database);
        Api api = Fixtures.phoneVerification();
        apis.add(api, Fixtures.creation());
        Application shop = applications.add(Fixtures.application("Shop"));

        List<Object> outcomes = atOnce(number -> outcome(() -> apis.update(api)));
        List<Object> more = atOnce(number -> outcome(() -> applications.update(shop)));

        assertThat(outcomes).hasSize(WRITERS).containsOnlyOnce("changed");
        assertThat(more).hasSize(WRITERS).containsOnlyOnce("changed");
        assertThat(apis.find(api.id())).contains(api.withRevision(2));
        assertThat(applications.find(shop.id())).contains(shop.withRevision(2));
    }

    private static String outcome(Runnable change) {
        try {
            change.run();
            return "changed";
        } catch (Changed e) {
            return "told";
        }
    }

    private static List<Object> atOnce(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Object>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await();
                    return work.outcome(number);
                }));
            }
            start.countDown();
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> one : running) {
                outcomes.add(one.get(1, TimeUnit.MINUTES));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Work {
        Object outcome(int number);
    }
}
