package org.gatehouse.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.keys.AuthorizationCodes;
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
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Opens the storage ports as soon as there is a data source and its tables are current, and never before. */
@Component(
        service = {},
        configurationPid = "apim.persistence")
@Designate(ocd = DatabasePorts.Config.class)
public final class DatabasePorts {
    private final BundleContext context;
    private final RegistryGuards guards;
    private final Seal seal;
    private final RegistryWatch watch;
    private final List<ServiceRegistration<?>> open = new ArrayList<>();

    /** Brings the tables up to date and opens the ports. */
    @Activate
    public DatabasePorts(
            BundleContext context,
            @Reference(target = "(dataSourceName=apim)") DataSource source,
            @Reference TokenSecret secret,
            Config config) {
        Schema.bringUpToDate(source);
        seal = new Seal(secret);
        seal.set(config.encrypt_tokens());
        this.context = context;
        guards = new RegistryGuards(context);
        Database database = new Database(source);
        open(Users.class, new SqlUsers(database));
        open(Tenants.class, new SqlTenants(database));
        open(Profiles.class, new SqlProfiles(database));
        SqlRegistry registry = new SqlRegistry(database, guards);
        watch = new RegistryWatch(registry, guards::paths, guards);
        if (isShared(source)) {
            watch.started();
        }
        open(Registry.class, registry);
        open(TierPermissions.class, new SqlTierPermissions(database));
        open(Apis.class, new SqlApis(database));
        open(Applications.class, new SqlApplications(database));
        open(Subscriptions.class, new SqlSubscriptions(database));
        open(Consumers.class, new SqlConsumers(database, seal));
        open(Tokens.class, new SqlTokens(database, seal));
        open(AuthorizationCodes.class, new SqlAuthorizationCodes(database, seal));
        open(DeviceGrants.class, new SqlDeviceGrants(database));
        open(SpentAssertions.class, new SqlSpentAssertions(database));
        open(Consents.class, new SqlConsents(database));
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

    /** Closes the ports. */
    @Deactivate
    public void close() {
        Collections.reverse(open);
        open.forEach(ServiceRegistration::unregister);
        watch.close();
        guards.close();
    }

    /** Whether other servers may have the database open, too. */
    private static boolean isShared(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return !Schema.isDerby(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure("its name", e);
        }
    }

    private <T> void open(Class<T> port, T table) {
        open.add(context.registerService(port, table, null));
    }
}
