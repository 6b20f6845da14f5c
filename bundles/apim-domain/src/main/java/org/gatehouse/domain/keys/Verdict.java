package org.gatehouse.domain.keys;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.subscription.KeyType;
import org.jspecify.annotations.Nullable;

/** The answer to "may this key call this API". */
public sealed interface Verdict {
    /** What stands for every domain when a verdict travels. */
    String ALL_DOMAINS = "ALL";

    /** The domains that a verdict on the wire allows; empty for all. */
    static Set<String> domainsOf(@Nullable Collection<String> wire) {
        return wire == null || wire.contains(ALL_DOMAINS) ? Set.of() : new HashSet<>(wire);
    }

    /** When the time of a verdict on the wire is over, both numbers in milliseconds; null for one that has no end. */
    static @Nullable Instant expiresOf(long issued, long validity) {
        return validity < 0 || validity > Long.MAX_VALUE - issued ? null : Instant.ofEpochMilli(issued + validity);
    }

    /**
     * It may. Holds all that later handlers need, so that none of them looks anything up.
     *
     * @param apiName the API's name
     * @param apiPublisher who provides the API
     * @param consumerKey the client the token was issued to
     * @param applicationId number of the client's application, as text
     * @param applicationName its name
     * @param applicationTier name of the tier that limits the application
     * @param subscriber who owns the application
     * @param tier name of the tier that limits the subscription
     * @param keyType which back end the key leads to
     * @param endUser the token's user with tenant, {@code name@tenant}
     * @param endUserToken a signed assertion about that user for the back end, null if none is made
     * @param allowedDomains domains the key may be used from; empty means all
     * @param expires when the token's time is over, null for never
     */
    record Allowed(
            String apiName,
            String apiPublisher,
            String consumerKey,
            String applicationId,
            String applicationName,
            String applicationTier,
            String subscriber,
            String tier,
            KeyType keyType,
            String endUser,
            @Nullable String endUserToken,
            Set<String> allowedDomains,
            @Nullable Instant expires)
            implements Verdict {
        /** Copies its set. */
        public Allowed {
            allowedDomains = Set.copyOf(allowedDomains);
        }

        /** The same without when its token ends, which is equal for all tokens that a user of a client has. */
        public Allowed withoutEnd() {
            return new Allowed(
                    apiName,
                    apiPublisher,
                    consumerKey,
                    applicationId,
                    applicationName,
                    applicationTier,
                    subscriber,
                    tier,
                    keyType,
                    endUser,
                    endUserToken,
                    allowedDomains,
                    null);
        }

        /** The domains as verdicts travel: {@value #ALL_DOMAINS} where every one is allowed, else in order. */
        public List<String> domainsOnTheWire() {
            return allowedDomains.isEmpty()
                    ? List.of(ALL_DOMAINS)
                    : allowedDomains.stream().sorted().toList();
        }

        /** The rest of the token's time as verdicts travel, in milliseconds: {@link Long#MAX_VALUE} for ever. */
        public long millisOnTheWire(Instant now) {
            return expires == null ? Long.MAX_VALUE : Math.max(0, expires.toEpochMilli() - now.toEpochMilli());
        }
    }

    /**
     * It may not.
     *
     * @param reason why
     */
    record Refused(Refusal reason) implements Verdict {}
}
