package org.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseThreads;
import org.gatehouse.persistence.subscription.ApplicationTable;
import org.gatehouse.persistence.subscription.SubscriptionTable;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;

/**
 * What lists leave behind on a connection, which lives for half an hour. Derby keeps a sort of 13 KiB there for each row for
 * which a query within the query had to sort.
 */
class KeptMemoryTest {
    private static final int LISTS = 20;

    @Test
    void listsLeaveNothingBehind() throws JMException {
        TestDatabase.empty();
        HikariConfig one = new HikariConfig();
        one.setDataSource(TestDatabase.source());
        one.setMaximumPoolSize(1);
        try (HikariDataSource source = new HikariDataSource(one);
                DatabaseThreads threads = new DatabaseThreads()) {
            Database database = new Database(source, threads);
            ApiTable apis = new ApiTable(database);
            ApplicationTable applications = new ApplicationTable(database);
            SubscriptionTable subscriptions = new SubscriptionTable(database);
            for (int i = 0; i < 2; i++) {
                ApiId id = new ApiId(Fixtures.ADMIN, "Api" + i, "1");
                apis.add(Fixtures.api(id, "/api" + i), Fixtures.creation());
                long application =
                        applications.add(Fixtures.application("App" + i)).id();
                subscriptions.add(new Subscription(0, id, application, "Gold", SubscriptionStatus.UNBLOCKED));
            }
            long before = sorts();
            for (int i = 0; i < LISTS; i++) {
                apis.list(ApiQuery.of(Fixtures.TENANT));
                apis.page(ApiQuery.of(Fixtures.TENANT), PageRequest.first(2));
                applications.list(Fixtures.ADMIN);
                subscriptions.subscribers(new ApiId(Fixtures.ADMIN, "Api0", "1"));
            }

            assertThat(sorts() - before).isLessThan(LISTS);
        }
    }

    /** How many of them are reachable. */
    private static long sorts() throws JMException {
        String classes = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return classes.lines()
                .filter(line -> line.contains("org.apache.derby.impl.store.access.sort.MergeSort"))
                .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[1]))
                .sum();
    }
}
