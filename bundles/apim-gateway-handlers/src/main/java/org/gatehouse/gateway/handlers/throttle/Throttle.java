package org.gatehouse.gateway.handlers.throttle;

import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.gateway.handlers.security.Admission;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how often callers call: the application over all APIs, then the caller on the resource, then on the API. A
 * level that refuses ends the row; those before it have counted the call.
 */
@Component(service = Throttle.class, configurationPid = "apim.gateway.throttle", immediate = true)
@Designate(ocd = Throttle.Config.class)
public final class Throttle {
    /** How much is counted. */
    @ObjectClassDefinition(name = "API Manager: gateway: throttling")
    public @interface Config {
        /** Bound of the memory. */
        @AttributeDefinition(
                description = "How many callers are counted apart; those beyond share counters.",
                min = "1")
        int capacity() default 1_000_000;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
    private static final String TENANT_PREFIX = "/t/";
    private static final String ANONYMOUS = "anonymous";
    private static final int SWEEP_SECONDS = 30;
    private static final int WARNINGS = 1000;

    private record ApplicationSpender(String application) {}

    private record ResourceSpender(
            String context, String version, String resource, String verb, String consumer, String user) {}

    private record ApiSpender(String context, String version, String consumer, String user) {}

    private final Counters counters;
    private final ScheduledExecutorService sweeper;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    // Dynamic: counters must outlive an update of the tiers' bundle.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Tiers tiers;

    /** Counts from zero. */
    @Activate
    @SuppressWarnings("FutureReturnValueIgnored") // ends with its executor
    public Throttle(Config config) {
        this(config.capacity(), InstantSource.system());
        sweeper.scheduleWithFixedDelay(counters::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    Throttle(int capacity, InstantSource clock) {
        counters = new Counters(capacity, clock);
        sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "apim-throttle-sweeper");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Deactivate
    void close() {
        sweeper.shutdownNow();
    }

    /**
     * Whether the call keeps within every limit. A tier that the policy does not know limits nothing; without any
     * policy at all nothing is let through.
     *
     * @param context context of the API, version included
     * @param version version of the API
     */
    public boolean admits(String context, String version, Admission admission) {
        Tiers policy = tiers;
        if (policy == null) {
            LOG.debug("{}: refused, no tiers can be asked for", context);
            return false;
        }
        if (admission instanceof Admission.Keyed keyed) {
            return admits(policy, context, version, keyed.key(), keyed.resource());
        }
        if (admission instanceof Admission.Anonymous anonymous) {
            String client = anonymous.client();
            return admitsCaller(
                    policy, context, version, anonymous.resource(), client, ANONYMOUS, Tier.UNAUTHENTICATED_NAME);
        }
        return false;
    }

    private boolean admits(Tiers policy, String context, String version, Verdict.Allowed key, ApiResource resource) {
        return take(
                        policy,
                        UserName.SUPER_TENANT, // applications are the store's, whoever provides the API
                        key.applicationTier(),
                        new ApplicationSpender(key.applicationId()))
                && admitsCaller(policy, context, version, resource, key.consumerKey(), key.endUser(), key.tier());
    }

    private boolean admitsCaller(
            Tiers policy,
            String context,
            String version,
            ApiResource resource,
            String consumer,
            String user,
            String tier) {
        String tenant = tenantOf(context);
        return take(
                        policy,
                        tenant,
                        resource.tier(),
                        new ResourceSpender(context, version, resource.urlPattern(), resource.verb(), consumer, user))
                && take(policy, tenant, tier, new ApiSpender(context, version, consumer, user));
    }

    private boolean take(Tiers policy, String tenant, @Nullable String name, Object spender) {
        if (name == null || name.isEmpty() || name.equals(Tier.UNLIMITED_NAME)) {
            return true;
        }
        Tier tier = policy.find(tenant, name).orElse(null);
        if (tier == null) {
            if (warned.size() < WARNINGS && warned.add(tenant + "/" + name)) {
                LOG.warn("tier {} of {} is not in the policy: it limits nothing", name, tenant);
            }
            return true;
        }
        return counters.take(spender, tier);
    }

    private static String tenantOf(String context) {
        if (!context.startsWith(TENANT_PREFIX)) {
            return UserName.SUPER_TENANT;
        }
        int end = context.indexOf('/', TENANT_PREFIX.length());
        return end < 0 ? UserName.SUPER_TENANT : context.substring(TENANT_PREFIX.length(), end);
    }
}
