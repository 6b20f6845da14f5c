package org.gatehouse.persistence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.keys.AuthorizationCodes;
import org.gatehouse.domain.keys.Consents;
import org.gatehouse.domain.keys.Consumers;
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
import org.osgi.service.component.annotations.Reference;

/** Opens the storage ports as soon as there is a data source and its tables are current, and never before. */
@Component(service = {})
public final class DatabasePorts {
    private final BundleContext context;
    private final RegistryGuards guards;
    private final List<ServiceRegistration<?>> open = new ArrayList<>();

    /** Brings the tables up to date and opens the ports. */
    @Activate
    public DatabasePorts(BundleContext context, @Reference(target = "(dataSourceName=apim)") DataSource source) {
        Schema.bringUpToDate(source);
        this.context = context;
        guards = new RegistryGuards(context);
        Database database = new Database(source);
        open(Users.class, new SqlUsers(database));
        open(Registry.class, new SqlRegistry(database, guards));
        open(TierPermissions.class, new SqlTierPermissions(database));
        open(Apis.class, new SqlApis(database));
        open(Applications.class, new SqlApplications(database));
        open(Subscriptions.class, new SqlSubscriptions(database));
        open(Consumers.class, new SqlConsumers(database));
        open(Tokens.class, new SqlTokens(database));
        open(AuthorizationCodes.class, new SqlAuthorizationCodes(database));
        open(Consents.class, new SqlConsents(database));
    }

    /** Closes the ports. */
    @Deactivate
    public void close() {
        Collections.reverse(open);
        open.forEach(ServiceRegistration::unregister);
        guards.close();
    }

    private <T> void open(Class<T> port, T table) {
        open.add(context.registerService(port, table, null));
    }
}
