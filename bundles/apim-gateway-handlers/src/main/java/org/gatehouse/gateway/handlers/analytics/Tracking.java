package org.gatehouse.gateway.handlers.analytics;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.registry.RegistryGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Whether a tenant's calls are told of, by {@code ga-config.xml} in its registry; an edit holds for the next call, one that
 * cannot be read is refused.
 */
@Component(
        service = {Tracking.class, RegistryGuard.class},
        property = RegistryGuard.PATH + "=" + Tracking.PATH,
        configurationPid = "apim.gateway.analytics")
@Designate(ocd = Tracking.Config.class)
public final class Tracking implements RegistryGuard {
    static final String PATH = Registry.GOVERNANCE + "/apimgt/statistics/ga-config.xml";

    private final Registry registry;
    private final Collector collector;
    private final Map<String, Settings> byTenant = new ConcurrentHashMap<>();

    /** Sends to the configured collector. */
    @Activate
    public Tracking(@Reference Registry registry, Config config) {
        this(registry, new Collector(URI.create(config.collector())));
    }

    Tracking(Registry registry, Collector collector) {
        this.registry = registry;
        this.collector = collector;
    }

    @Deactivate
    void close() {
        collector.close();
    }

    /** Whether the tenant wants its calls to be told of. */
    public boolean isOn(String tenant) {
        return settings(tenant).enabled();
    }

    /** Tells of a call, if the tenant wants that; never waits. */
    public void tell(String tenant, String client, String userAgent, String host, String path, String title) {
        Settings settings = settings(tenant);
        if (settings.enabled()) {
            collector.offer(new Hit(settings.trackingId(), client, userAgent, host, path, title));
        }
    }

    private Settings settings(String tenant) {
        Settings known = byTenant.get(tenant);
        return known != null ? known : byTenant.computeIfAbsent(tenant, this::read);
    }

    private Settings read(String tenant) {
        return registry.find(tenant, PATH)
                .map(file -> Settings.read(file.text()))
                .orElse(Settings.OFF);
    }

    @Override
    public void check(String tenant, RegistryFile file) {
        Settings.read(file.text());
    }

    @Override
    public void stored(String tenant, String path) {
        byTenant.remove(tenant);
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: gateway: analytics")
    @interface Config {
        @AttributeDefinition(description = "Where hits are sent, in the form of the Measurement Protocol's batches.")
        String collector() default "https://www.google-analytics.com/batch";
    }
}
