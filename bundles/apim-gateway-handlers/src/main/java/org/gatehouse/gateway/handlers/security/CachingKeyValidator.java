package org.gatehouse.gateway.handlers.security;

import com.github.benmanes.caffeine.cache.Interner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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
 * The key manager as handlers see it: reached the way the configuration says, and asked once for what it has answered.
 * A verdict is never remembered longer than its token lives. Calls that name a client domain are always asked about.
 */
@Component(
        service = {CachingKeyValidator.class, KeyMemory.class},
        configurationPid = "apim.gateway.keys",
        immediate = true)
@Designate(ocd = CachingKeyValidator.Config.class)
public final class CachingKeyValidator implements KeyValidator, KeyMemory {
    /** How the key manager is reached and what is remembered of it. */
    @ObjectClassDefinition(name = "API Manager: gateway: key verdicts")
    public @interface Config {
        /** ThriftClient or WSClient. */
        @AttributeDefinition(description = "How the key manager is reached: ThriftClient or WSClient.")
        String client_type() default "ThriftClient";

        /** Whether verdicts are remembered. */
        @AttributeDefinition(description = "Whether verdicts are remembered.")
        boolean key_cache() default true;

        /** Whether lists of resources are remembered. */
        @AttributeDefinition(description = "Whether an API's list of resources is remembered.")
        boolean resource_cache() default true;

        /** In seconds. */
        @AttributeDefinition(description = "How long an answer is remembered, in seconds.", min = "0")
        int ttl_seconds() default 900;

        /** How many verdicts. */
        @AttributeDefinition(description = "How many verdicts are remembered.", min = "1")
        int capacity() default 250_000;
    }

    /** What the configuration comes to. */
    record Settings(String via, boolean keyCache, boolean resourceCache, Duration ttl, int capacity) {
        static Settings of(Config config) {
            String type = config.client_type().toLowerCase(Locale.ROOT);
            return new Settings(
                    type.contains(THRIFT) ? THRIFT : SOAP,
                    config.key_cache(),
                    config.resource_cache(),
                    Duration.ofSeconds(config.ttl_seconds()),
                    config.capacity());
        }
    }

    /** The API that a list of resources belongs to. */
    private record Listing(String context, String version) {}

    private final class VerdictRules implements VerdictCache.Rules<KeyRequest, Verdict> {
        /** A client's tokens share one verdict and its words: a call then touches memory that other calls touch, too. */
        private final Interner<Verdict> shared = Interner.newWeakInterner();

        @Override
        public Duration life(KeyRequest request, Verdict verdict) {
            Duration ttl = settings.ttl();
            if (verdict instanceof Verdict.Refused refused) {
                // A failure of the key manager is not an opinion on the key.
                return refused.reason() == Refusal.UNCLASSIFIED ? Duration.ZERO : shorter(ttl, REFUSAL_TTL);
            }
            Verdict.Allowed allowed = (Verdict.Allowed) verdict;
            Duration life = allowed.expires() == null
                    ? ttl
                    : shorter(ttl, Duration.between(clock.instant(), allowed.expires()));
            String assertion = allowed.endUserToken();
            return assertion == null ? life : shorter(life, AssertionLife.left(assertion, clock.instant()));
        }

        @Override
        public List<VerdictCache.Tag> tags(KeyRequest request, Verdict verdict) {
            VerdictCache.Tag owner = verdict instanceof Verdict.Allowed allowed
                    ? new VerdictCache.Tag(CONSUMER, allowed.consumerKey())
                    : SOMEBODY;
            return List.of(
                    new VerdictCache.Tag(TOKEN, request.accessToken()),
                    owner,
                    new VerdictCache.Tag(CONTEXT, request.context()));
        }

        /** When the token ends is known by its life here. */
        @Override
        public Verdict kept(Verdict verdict) {
            return shared.intern(verdict instanceof Verdict.Allowed allowed ? allowed.withoutEnd() : verdict);
        }
    }

    private final class ListingRules implements VerdictCache.Rules<Listing, List<ApiResource>> {
        /** An API that the key manager does not know yet may be on its way there. */
        @Override
        public Duration life(Listing listing, List<ApiResource> list) {
            return list.isEmpty() ? Duration.ZERO : settings.ttl();
        }

        @Override
        public List<VerdictCache.Tag> tags(Listing listing, List<ApiResource> list) {
            return List.of(new VerdictCache.Tag(CONTEXT, listing.context()));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(CachingKeyValidator.class);
    private static final Duration MOMENT = Duration.ofSeconds(15);
    private static final Duration REFUSAL_TTL = Duration.ofMinutes(1);
    private static final int LISTINGS = 10_000;
    private static final String TOKEN = "token";
    private static final String CONSUMER = "consumer";
    private static final String CONTEXT = "context";

    /** Refusals do not say whose token it was: any client's change may turn them. */
    private static final VerdictCache.Tag SOMEBODY = new VerdictCache.Tag(CONSUMER, "");

    private final InstantSource clock;
    private final VerdictCache<KeyRequest, Verdict> verdicts;
    private final VerdictCache<Listing, List<ApiResource>> resources;
    private volatile Settings settings;
    private volatile @Nullable Instant awaySince;

    // The key manager may come and go, and the way to it may change, without a restart of the handlers.
    @Reference(
            target = "(" + VIA + "=" + THRIFT + ")",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable KeyValidator thrift;

    @Reference(
            target = "(" + VIA + "=" + SOAP + ")",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable KeyValidator soap;

    /** With the configuration. */
    @Activate
    public CachingKeyValidator(Config config) {
        this(Settings.of(config), InstantSource.system());
    }

    CachingKeyValidator(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.verdicts = new VerdictCache<>(settings.capacity(), new VerdictRules(), clock);
        this.resources = new VerdictCache<>(LISTINGS, new ListingRules(), clock);
    }

    @Modified
    void configure(Config config) {
        apply(Settings.of(config));
    }

    void apply(Settings changed) {
        if (!changed.via().equals(settings.via())) {
            LOG.info("From now on the key manager is asked over {}", changed.via());
        }
        settings = changed;
        forgetAll();
    }

    /**
     * Whether the token may make the call, from memory if possible.
     *
     * @throws Unavailable if it must be asked and the key manager cannot be reached
     */
    @Override
    public Verdict verdict(KeyRequest request) {
        return settings.keyCache() && request.clientDomain() == null
                ? verdicts.get(request, question -> asked(origin -> origin.verdict(question)))
                : asked(origin -> origin.verdict(request));
    }

    /**
     * What can be called of an API, from memory if possible.
     *
     * @throws Unavailable if it must be asked and the key manager cannot be reached
     */
    @Override
    public List<ApiResource> resources(String context, String version) {
        return settings.resourceCache()
                ? resources.get(
                        new Listing(context, version), listing -> asked(origin -> origin.resources(context, version)))
                : asked(origin -> origin.resources(context, version));
    }

    /** The verdict if it is remembered, else null. */
    @Nullable Verdict remembered(KeyRequest request) {
        return settings.keyCache() && request.clientDomain() == null ? verdicts.find(request) : null;
    }

    /** What can be called of an API if it is remembered, else null. */
    @Nullable List<ApiResource> remembered(String context, String version) {
        return settings.resourceCache() ? resources.find(new Listing(context, version)) : null;
    }

    @Override
    public void forgetToken(String accessToken) {
        verdicts.forget(new VerdictCache.Tag(TOKEN, accessToken));
    }

    @Override
    public void forgetConsumer(String consumerKey) {
        verdicts.forget(new VerdictCache.Tag(CONSUMER, consumerKey));
        verdicts.forget(SOMEBODY);
    }

    /** Of every version if the context is given without one. */
    @Override
    public void forgetApi(String context) {
        String plain = context.replace("/{version}", "");
        resources.forgetIf(tag -> isOf(plain, tag));
        verdicts.forgetIf(tag -> isOf(plain, tag));
    }

    @Override
    public void forgetAll() {
        resources.forgetAll();
        verdicts.forgetAll();
    }

    private static boolean isOf(String context, VerdictCache.Tag tag) {
        return tag.kind().equals(CONTEXT)
                && tag.value().startsWith(context)
                && (tag.value().length() == context.length() || tag.value().charAt(context.length()) == '/');
    }

    /** Whether the key manager could be reached some seconds ago, but not when it was asked last. */
    public boolean isAwayForAMoment() {
        Instant since = awaySince;
        return since != null && Duration.between(since, clock.instant()).compareTo(MOMENT) < 0;
    }

    private <T> T asked(Function<KeyValidator, T> question) {
        try {
            T answer = askedEitherWay(question);
            awaySince = null;
            return answer;
        } catch (Unavailable e) {
            noteAway();
            throw e;
        }
    }

    private synchronized void noteAway() {
        if (awaySince == null) {
            awaySince = clock.instant();
        }
    }

    /** A question that was under way when the way was changed is asked again the new way. */
    private <T> T askedEitherWay(Function<KeyValidator, T> question) {
        String via = settings.via();
        try {
            return question.apply(origin(via));
        } catch (Unavailable e) {
            String now = settings.via();
            if (via.equals(now)) {
                throw e;
            }
            return question.apply(origin(now));
        }
    }

    private KeyValidator origin(String via) {
        KeyValidator chosen = via.equals(THRIFT) ? thrift : soap;
        if (chosen == null) {
            throw new Unavailable("no key manager can be reached over " + via);
        }
        return chosen;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
