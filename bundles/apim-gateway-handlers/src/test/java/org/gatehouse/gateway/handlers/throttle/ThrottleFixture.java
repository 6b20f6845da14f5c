package org.gatehouse.gateway.handlers.throttle;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;

/** Makes throttles for tests of other packages. */
public final class ThrottleFixture {
    private ThrottleFixture() {}

    public static Throttle withoutTiers() {
        return new Throttle(1, InstantSource.system(), null);
    }

    /** By a policy under which not even one call may be under way. */
    public static Throttle refusingAll() {
        return by(-1);
    }

    /** By a policy that cannot be read at the moment. */
    public static Throttle unreadable() {
        return by(0);
    }

    private static Throttle by(int concurrent) {
        Throttle throttle = withoutTiers();
        throttle.bindTiers(new Tiers() {
            @Override
            public List<Tier> offered(String tenant) {
                return List.of();
            }

            @Override
            public Optional<Tier> find(String tenant, String name) {
                return Optional.empty();
            }

            @Override
            public int concurrent(String tenant) {
                if (concurrent == 0) {
                    throw new IllegalStateException("the database is away");
                }
                return concurrent;
            }

            @Override
            public Set<String> denied(String tenant, Set<String> roles) {
                return Set.of();
            }
        });
        return throttle;
    }
}
