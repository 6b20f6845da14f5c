package org.gatehouse.gateway.handlers.throttle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.gateway.handlers.security.Admission;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs a call to be counted at all levels, with so many counters alive. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g"})
public class ThrottleCost {
    private static final String CONTEXT = "/phone/1.0.0";
    private static final String[] CLIENTS = new String[64];
    private static final ApiResource RESOURCE = new ApiResource("/number/*", "GET", AuthType.ANY, "Wide", null, null);

    /** How many counters are alive. */
    @Param({"1000", "100000"})
    public int counters;

    private final Throttle throttle = new Throttle(1_000_000, InstantSource.system(), null);
    private Admission[] admissions = {};

    /** Each on its own thread. */
    @State(Scope.Thread)
    public static class Turn {
        private int next;
    }

    /** Every tier lets everything through, and counts it. */
    private static final class Wide implements Tiers {
        private static final Tier WIDE = new Tier("Wide", "Wide", Integer.MAX_VALUE, Duration.ofHours(1), Map.of());

        @Override
        public List<Tier> offered(String tenant) {
            return List.of(WIDE);
        }

        @Override
        public Optional<Tier> find(String tenant, String name) {
            return Optional.of(WIDE);
        }

        @Override
        public Optional<Tier> ofAddress(String tenant, String address) {
            return Optional.of(WIDE);
        }

        @Override
        public Set<String> denied(String tenant, Set<String> roles) {
            return Set.of();
        }
    }

    /** Two counters for each user, and those of addresses and applications. */
    @Setup
    public void users() {
        throttle.tiers = new Wide();
        for (int i = 0; i < CLIENTS.length; i++) {
            CLIENTS[i] = "10.0.0." + i;
        }
        admissions = new Admission[counters / 2];
        for (int i = 0; i < admissions.length; i++) {
            admissions[i] = new Admission.Keyed(key(i), RESOURCE);
            take(i);
        }
    }

    private static Verdict.Allowed key(int user) {
        return new Verdict.Allowed(
                "Phone",
                "admin",
                "consumer" + user % 1_000,
                Integer.toString(user % 1_000),
                "Application",
                "Wide",
                "admin",
                "Wide",
                KeyType.PRODUCTION,
                "user" + user + "@carbon.super",
                null,
                Set.of(),
                null);
    }

    private @Nullable Refused take(int user) {
        Charge charge = throttle.charge(CONTEXT, CLIENTS[user & 63], admissions[user]);
        return charge == null ? new Refused("", null, 0) : throttle.take(charge);
    }

    /** One call, whose verdict is as far away in memory as that of any other. */
    @Benchmark
    public @Nullable Refused call(Turn turn) {
        // Not one after the other as they lie in memory.
        turn.next = (turn.next + 7_919) % admissions.length;
        return take(turn.next);
    }

    /** Only what the call has read of its verdict before it gets here: to be taken off. */
    @Benchmark
    public int verdict(Turn turn) {
        turn.next = (turn.next + 7_919) % admissions.length;
        Verdict.Allowed key = ((Admission.Keyed) admissions[turn.next]).key();
        return key.applicationId().hashCode()
                + key.applicationTier().hashCode()
                + key.consumerKey().hashCode()
                + key.endUser().hashCode()
                + key.tier().hashCode();
    }
}
