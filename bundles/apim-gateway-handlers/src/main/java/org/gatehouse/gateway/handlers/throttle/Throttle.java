package org.gatehouse.gateway.handlers.throttle;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.tier.Simulation;
import org.gatehouse.domain.tier.Standing;
import org.gatehouse.domain.tier.Throttling;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.gateway.handlers.security.Admission;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
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
 * Limits how often callers call: each address on an API, the application over all APIs, then the caller on the resource and on
 * the API. What is let through keeps within all of them together; what one refuses is counted at none.
 */
@Component(
        service = {Throttle.class, Throttling.class},
        configurationPid = "apim.gateway.throttle",
        immediate = true)
@Designate(ocd = Throttle.Config.class)
public final class Throttle implements Throttling {
    /** How much is counted, and how refusals are told. */
    @ObjectClassDefinition(name = "API Manager: gateway: throttling")
    public @interface Config {
        /** Bound of the memory. */
        @AttributeDefinition(
                description = "How many callers are counted apart; those beyond share counters.",
                min = "1")
        int capacity() default 1_000_000;

        /** The answer. */
        @AttributeDefinition(
                description = "Whether refused calls are answered 429, with when to try again; else 503, as 1.9 does.")
        boolean too_many_requests() default false;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
    private static final String ANONYMOUS = "anonymous";
    private static final int SWEEP_SECONDS = 30;
    private static final int WARNINGS = 1000;
    /** What gives back the place of an API whose calls are not counted. */
    public static final Runnable NOTHING = () -> {};

    /** So long the tiers may be away for calls to wait for them. */
    private static final Duration MOMENT = Duration.ofSeconds(15);

    private final InstantSource clock;
    /** Of which tenants the tiers could not be asked for when somebody tried last, and since when. */
    private final ConcurrentMap<String, Instant> away = new ConcurrentHashMap<>();

    private final Ledger ledger;
    private final @Nullable LedgerFile file;
    private final ScheduledExecutorService sweeper;
    private final ConcurrentMap<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private volatile boolean tooManyRequests;

    /** The last that came: what is known of the tiers counts on while their bundle, or that of the registry, is away. */
    volatile @Nullable Tiers tiers;

    /** Counts on from where this bundle's last life has ended. */
    @Activate
    @SuppressWarnings("FutureReturnValueIgnored") // ends with its executor
    public Throttle(BundleContext context, Config config) {
        this(
                config.capacity(),
                InstantSource.system(),
                new LedgerFile(Path.of(String.valueOf(context.getProperty("karaf.data")), "apim", "throttle")));
        configure(config);
        sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    Throttle(int capacity, InstantSource clock, @Nullable LedgerFile file) {
        this.clock = clock;
        this.ledger = new Ledger(capacity, clock);
        this.file = file;
        if (file != null) {
            file.readInto(ledger);
        }
        sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "apim-throttle-sweeper");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** From now on as configured; counting goes on. */
    @Modified
    void configure(Config config) {
        ledger.bound(config.capacity());
        tooManyRequests = config.too_many_requests();
    }

    // Dynamic: counters must outlive an update of the tiers' bundle.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTiers(Tiers newTiers) {
        tiers = newTiers;
    }

    /** The old ones stay until there are others. */
    void unbindTiers(Tiers oldTiers) {}

    private void sweep() {
        ledger.sweep();
        if (file != null) {
            file.write(ledger, true);
        }
    }

    @Deactivate
    void close() {
        sweeper.shutdownNow();
        if (file != null) {
            file.write(ledger, false);
        }
    }

    /** Whether refused calls are to be told when to try again. */
    public boolean saysTooManyRequests() {
        return tooManyRequests;
    }

    /**
     * Who is to be charged for a call. A tier that the policy does not know limits nothing.
     *
     * @param context context of the API, version included
     * @param client address of the client
     * @return null if that cannot be told: without any policy at all, and without an admission, nothing is let through
     */
    public @Nullable Charge charge(String context, String client, @Nullable Admission admission) {
        Tiers policy = tiers;
        if (policy == null) {
            noteAway(context, "there are none");
            return null;
        }
        try {
            Charge charge = charge(policy, context, client, admission);
            if (!away.isEmpty()) {
                away.remove(Tenant.ofContext(context));
            }
            return charge;
        } catch (RuntimeException unknown) {
            noteAway(context, unknown.toString());
            return null;
        }
    }

    private void noteAway(String context, String why) {
        if (away.putIfAbsent(Tenant.ofContext(context), clock.instant()) == null) {
            LOG.warn("{}: its tiers cannot be asked for: {}", context, why);
        }
    }

    /** Whether the tiers of an API could not be asked for when somebody tried last, but only for some seconds. */
    public boolean isAwayForAMoment(String context) {
        Instant since = away.get(Tenant.ofContext(context));
        return since != null && Duration.between(since, clock.instant()).compareTo(MOMENT) < 0;
    }

    private @Nullable Charge charge(Tiers policy, String context, String client, @Nullable Admission admission) {
        String tenant = Tenant.ofContext(context);
        Charge charge = new Charge();
        policy.ofAddress(tenant, client)
                .ifPresent(tier -> charge.to(new ThrottleSubject.Address(context, client), tier));
        policy.ofApi(tenant, context).ifPresent(tier -> charge.to(new ThrottleSubject.Total(context), tier));
        if (admission instanceof Admission.Keyed keyed) {
            Verdict.Allowed key = keyed.key();
            // Applications are the store's, whoever provides the API.
            Tier application = tier(policy, UserName.SUPER_TENANT, key.applicationTier());
            if (application != null) {
                charge.to(new ThrottleSubject.Application(key.applicationId()), application);
            }
            caller(policy, charge, tenant, context, keyed.resource(), key.consumerKey(), key.endUser(), key.tier());
            return charge;
        }
        if (admission instanceof Admission.Anonymous anonymous) {
            caller(
                    policy,
                    charge,
                    tenant,
                    context,
                    anonymous.resource(),
                    anonymous.client(),
                    ANONYMOUS,
                    Tier.UNAUTHENTICATED_NAME);
            return charge;
        }
        return null;
    }

    /** Null if the call keeps within every limit; it is counted then. */
    public @Nullable Refused take(Charge charge) {
        return ledger.take(charge);
    }

    /** Counts the bytes of a call that was let through and is over. */
    public void spendBytes(Charge charge, long bytes) {
        ledger.spendBytes(charge, bytes);
    }

    private void caller(
            Tiers policy,
            Charge charge,
            String tenant,
            String context,
            ApiResource resource,
            String consumer,
            String user,
            String name) {
        Tier ofResource = tier(policy, tenant, resource.tier());
        if (ofResource != null) {
            charge.to(
                    new ThrottleSubject.Resource(context, resource.urlPattern(), resource.verb(), consumer, user),
                    ofResource);
        }
        Tier ofApi = tier(policy, tenant, name);
        if (ofApi != null) {
            charge.to(new ThrottleSubject.Api(context, consumer, user), ofApi);
        }
    }

    private @Nullable Tier tier(Tiers policy, String tenant, @Nullable String name) {
        if (name == null || name.isEmpty() || name.equals(Tier.UNLIMITED_NAME)) {
            return null;
        }
        Tier tier = policy.find(tenant, name).orElse(null);
        if (tier == null && warned.size() < WARNINGS && warned.add(tenant + "/" + name)) {
            LOG.warn("tier {} of {} is not in the policy: it limits nothing", name, tenant);
        }
        return tier;
    }

    /**
     * Takes one of the places that the tenant's policy has for calls of an API that are under way.
     *
     * @return what gives it back; null if there is no place left
     * @throws Unavailable if the policy cannot be asked for
     */
    public @Nullable Runnable enter(String context) {
        Tiers policy = tiers;
        int most = policy == null ? 0 : concurrent(policy, context);
        if (most == 0) {
            return NOTHING;
        }
        AtomicInteger calls = underWay.computeIfAbsent(context, absent -> new AtomicInteger());
        if (calls.incrementAndGet() > most) {
            calls.decrementAndGet();
            return null;
        }
        return calls::decrementAndGet;
    }

    private int concurrent(Tiers policy, String context) {
        try {
            return policy.concurrent(Tenant.ofContext(context));
        } catch (RuntimeException unknown) {
            noteAway(context, unknown.toString());
            throw new Unavailable("tiers: cannot be asked for", unknown);
        }
    }

    @Override
    public List<Standing> standings(String applicationId, Set<String> consumerKeys, String context) {
        return ledger.standings(applicationId, consumerKeys, context);
    }

    @Override
    public Simulation simulate(Simulation.Plan plan) {
        return Trial.of(plan);
    }
}
