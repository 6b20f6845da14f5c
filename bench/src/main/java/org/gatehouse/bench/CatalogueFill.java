package org.gatehouse.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseThreads;
import org.gatehouse.persistence.subscription.ApplicationTable;
import org.gatehouse.persistence.subscription.SubscriptionTable;

/**
 * Puts many APIs, applications and subscriptions into the Derby of a server that is stopped. The server's own tables do it, so
 * that each row is as the server writes it.
 */
final class CatalogueFill implements AutoCloseable {
    private static final UserName ADMIN = new UserName(UserName.SUPER_TENANT, "admin");
    private static final int APPLICATIONS_OF_A_SUBSCRIBER = 10;
    private static final String TIER = "Unlimited";

    private final EmbeddedDataSource source = new EmbeddedDataSource();
    private final DatabaseThreads threads = new DatabaseThreads();
    private final Apis apis;
    private final Applications applications;
    private final Subscriptions subscriptions;

    /** Into the database of the server at home there. */
    CatalogueFill(Path database) {
        // What is written need not outlast a loss of power; waiting for the disk would take most of the time.
        System.setProperty("derby.system.durability", "test");
        System.setProperty(
                "derby.stream.error.file",
                database.resolveSibling("derby-fill.log").toString());
        source.setDatabaseName(database.toString());
        Database tables = new Database(source, threads);
        apis = new ApiTable(tables);
        applications = new ApplicationTable(tables);
        subscriptions = new SubscriptionTable(tables);
    }

    /** The name of an API; the order of names is that of numbers. */
    static String name(int number) {
        return "Filled%06d".formatted(number);
    }

    /** The path under which an API is called. */
    static String context(int number) {
        return "/filled/%06d".formatted(number);
    }

    /** Adds APIs with numbers from 0 on; each whose number the step divides is published, the others are not yet. */
    void apis(int many, int step, String backend) {
        for (int number = 0; number < many; number++) {
            Api api = api(number, number % step == 0 ? ApiStatus.PUBLISHED : ApiStatus.CREATED, backend);
            apis.add(api, new Transition(null, ApiStatus.CREATED, ADMIN, api.lastUpdated()));
        }
    }

    /** Adds applications, each subscribed to so many of the APIs, which come in turn. */
    void applications(int many, int each, int ofApis) {
        for (int number = 0; number < many; number++) {
            long application = applications.add(application(number)).id();
            for (int i = 0; i < each; i++) {
                ApiId api = id((number * each + i) % ofApis);
                subscriptions.add(new Subscription(0, api, application, TIER, SubscriptionStatus.UNBLOCKED));
            }
        }
    }

    private static ApiId id(int number) {
        return new ApiId(ADMIN, name(number), "1.0.0");
    }

    private static Api api(int number, ApiStatus status, String backend) {
        String text = "What %s does is told here, in some words as people write them about what they offer."
                .formatted(name(number));
        return new Api(
                id(number),
                context(number) + "/{version}",
                status,
                new Description(text, List.of("filled", "tag" + number % 50), "", "", "", Contact.NONE, Contact.NONE),
                Visibility.PUBLIC,
                Availability.CURRENT_TENANT,
                Backend.of(Endpoints.http(backend)),
                Set.of("http", "https"),
                List.of(TIER),
                List.of(
                        new ApiResource("/*", "GET", AuthType.ANY, TIER, null, null),
                        new ApiResource("/*", "POST", AuthType.ANY, TIER, null, null)),
                List.of(),
                Mediation.NONE,
                false,
                Set.of(),
                null,
                Instant.now(),
                ADMIN,
                1);
    }

    private static Application application(int number) {
        UserName subscriber = new UserName(UserName.SUPER_TENANT, "filled" + number / APPLICATIONS_OF_A_SUBSCRIBER);
        return new Application(0, subscriber, "Filled" + number, TIER, "", "", ApplicationStatus.APPROVED, 1);
    }

    /** Shuts the database down, so that a server finds it free. */
    @Override
    public void close() {
        threads.close();
        EmbeddedDataSource end = new EmbeddedDataSource();
        end.setDatabaseName(source.getDatabaseName());
        end.setShutdownDatabase("shutdown");
        try {
            end.getConnection().close();
            throw new IllegalStateException("Derby is still at " + source.getDatabaseName());
        } catch (SQLException e) {
            // So Derby says that it is down.
            if (!"08006".equals(e.getSQLState())) {
                throw new IllegalStateException("Derby does not shut down " + source.getDatabaseName(), e);
            }
        }
    }
}
