package org.gatehouse.persistence;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.LocalTurns;
import org.gatehouse.domain.catalog.Revisions;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.keys.AuthorizationCodes;
import org.gatehouse.domain.keys.CallingTokens;
import org.gatehouse.domain.keys.Consents;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.DeviceGrants;
import org.gatehouse.domain.keys.SpentAssertions;
import org.gatehouse.domain.keys.TokenSecret;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.TierPermissions;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.catalog.DocumentTable;
import org.gatehouse.persistence.catalog.FreshIndex;
import org.gatehouse.persistence.catalog.RevisionTable;
import org.gatehouse.persistence.catalog.SharedTurns;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;
import org.gatehouse.persistence.database.DatabaseThreads;
import org.gatehouse.persistence.identity.ProfileTable;
import org.gatehouse.persistence.identity.TenantTable;
import org.gatehouse.persistence.identity.UserTable;
import org.gatehouse.persistence.keys.AuthorizationCodeTable;
import org.gatehouse.persistence.keys.CallingTokenTable;
import org.gatehouse.persistence.keys.ConsentTable;
import org.gatehouse.persistence.keys.ConsumerTable;
import org.gatehouse.persistence.keys.DeviceGrantTable;
import org.gatehouse.persistence.keys.Seal;
import org.gatehouse.persistence.keys.SpentAssertionTable;
import org.gatehouse.persistence.keys.TokenTable;
import org.gatehouse.persistence.registry.RegistryGuards;
import org.gatehouse.persistence.registry.RegistryTable;
import org.gatehouse.persistence.registry.RegistryWatch;
import org.gatehouse.persistence.subscription.ApplicationTable;
import org.gatehouse.persistence.subscription.SubscriptionTable;
import org.gatehouse.persistence.tier.TierPermissionTable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the storage ports as soon as there is a database that answers and its tables are current, and never before. A
 * database that is away when the server starts is asked again until it is there.
 */
@Component(
        service = {},
        configurationPid = "apim.persistence")
@Designate(ocd = DatabasePorts.Config.class)
public final class DatabasePorts {
    private static final Logger LOG = LoggerFactory.getLogger(DatabasePorts.class);
    private static final long AGAIN_SECONDS = 1;
    private static final long PATIENCE_SECONDS = 15;

    private final BundleContext context;
    private final DataSource source;
    private final Seal seal;
    private final RegistryGuards guards;
    private final DatabaseThreads threads = new DatabaseThreads();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Runnable> open = new ArrayList<>();

    /** Brings the tables up to date and opens the ports; if the database does not answer soon, beside the caller. */
    @Activate
    public DatabasePorts(
            BundleContext context,
            @Reference(target = "(dataSourceName=apim)") DataSource source,
            @Reference TokenSecret secret,
            Config config) {
        this.context = context;
        this.source = source;
        seal = new Seal(secret);
        seal.set(config.encrypt_tokens());
        guards = new RegistryGuards(context);
        CompletableFuture<Found> found = threads.begin(this::bringUpToDate);
        if (isSoon(found)) {
            open(found.join());
        } else {
            Thread late = new Thread(() -> openLate(found), "apim-database-opening");
            late.setDaemon(true);
            late.start();
        }
    }

    /** Whether the tables are current within the time for which a start may wait. */
    private boolean isSoon(CompletableFuture<Found> found) {
        try {
            found.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            close();
            throw new IllegalStateException("The database can't be used", e.getCause());
        }
    }

    private void openLate(CompletableFuture<Found> found) {
        try {
            open(found.join());
        } catch (RuntimeException e) {
            if (!isClosed()) {
                LOG.error("The database can't be used, and all that is stored there is away", e);
            }
            close();
        }
    }

    /** From now on as configured; the ports stay open. */
    @Modified
    void configure(Config config) {
        seal.set(config.encrypt_tokens());
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: persistence")
    @interface Config {
        @AttributeDefinition(description = "Whether tokens and client secrets are encrypted where they are stored.")
        boolean encrypt_tokens() default true;
    }

    /** Waits until there is a database whose tables can be made current. */
    private Found bringUpToDate() {
        boolean told = false;
        do {
            try (Connection connection = source.getConnection()) {
                if (told) {
                    LOG.info("{} is there", connection.getMetaData().getDatabaseProductName());
                }
                Schema.bringUpToDate(source);
                return Schema.isDerby(connection) ? Found.OURS_ALONE : Found.SHARED;
            } catch (SQLException e) {
                told = told(told, e);
            } catch (DatabaseFailure e) {
                if (!e.isAway()) {
                    throw e;
                }
                told = told(told, e);
            }
        } while (!isClosedWithin(AGAIN_SECONDS));
        return Found.NOTHING;
    }

    private boolean told(boolean already, Exception because) {
        if (!already && !isClosed()) {
            LOG.warn("The database does not answer and is asked again until it does: {}", because.toString());
        }
        return true;
    }

    private boolean isClosedWithin(long seconds) {
        try {
            return closed.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void open(Found found) {
        if (found == Found.NOTHING) {
            return;
        }
        boolean shared = found == Found.SHARED;
        if (shared) {
            threads.doInline();
        }
        Database database = new Database(source, threads);
        open(Users.class, new UserTable(database));
        open(Tenants.class, new TenantTable(database));
        open(Profiles.class, new ProfileTable(database));
        RegistryTable registry = new RegistryTable(database, guards);
        open(Turns.class, shared ? new SharedTurns(source) : new LocalTurns());
        if (shared) {
            keep(new RegistryWatch(registry, guards::paths, guards).started()::close);
        }
        open(Registry.class, registry);
        open(TierPermissions.class, new TierPermissionTable(database));
        FreshIndex index =
                new FreshIndex(database, Path.of(String.valueOf(context.getProperty("karaf.data")), "apim", "search"));
        keep(index::close);
        index.start();
        open(Apis.class, new ApiTable(database, index));
        open(Revisions.class, new RevisionTable(database));
        open(Documents.class, new DocumentTable(database));
        open(Applications.class, new ApplicationTable(database));
        open(Subscriptions.class, new SubscriptionTable(database));
        open(Consumers.class, new ConsumerTable(database, seal));
        open(Tokens.class, new TokenTable(database, seal));
        open(CallingTokens.class, new CallingTokenTable(database, seal));
        open(AuthorizationCodes.class, new AuthorizationCodeTable(database, seal));
        open(DeviceGrants.class, new DeviceGrantTable(database));
        open(SpentAssertions.class, new SpentAssertionTable(database));
        open(Consents.class, new ConsentTable(database));
    }

    /** Who waits for the port begins in this call: no lock may be held. */
    private <T> void open(Class<T> port, T table) {
        if (!isClosed()) {
            keep(context.registerService(port, table, null)::unregister);
        }
    }

    /** For the end; if that has come already, ends it at once. */
    private void keep(Runnable end) {
        synchronized (open) {
            if (!isClosed()) {
                open.add(end);
                return;
            }
        }
        end.run();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Closes the ports. */
    @Deactivate
    public void close() {
        List<Runnable> last;
        synchronized (open) {
            closed.countDown();
            last = new ArrayList<>(open);
        }
        Collections.reverse(last);
        last.forEach(Runnable::run);
        threads.close();
        guards.close();
    }

    /** What was found when the database was asked for. */
    private enum Found {
        /** The ports were closed before it answered. */
        NOTHING,
        /** Derby inside this process. */
        OURS_ALONE,
        /** One that other servers may have open, too. */
        SHARED
    }
}
