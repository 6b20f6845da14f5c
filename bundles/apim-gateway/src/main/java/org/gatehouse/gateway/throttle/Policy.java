package org.gatehouse.gateway.throttle;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.axiom.om.OMElement;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.throttle.Figure;
import org.gatehouse.domain.throttle.ThrottlePolicy;
import org.gatehouse.domain.throttle.ThrottleRule;
import org.gatehouse.domain.tier.AddressRange;
import org.jspecify.annotations.Nullable;

/**
 * What a policy means to Synapse's throttle mediator: each of its rules is for a range of addresses.
 *
 * @param limits those of named ranges first
 * @param concurrent how many calls may be under way at a time; 0 for any number
 */
record Policy(List<Limit> limits, int concurrent) {
    private static final long MOST = 999_999_999_999_999_999L;

    /**
     * Reads the element, or the assertion somewhere in it.
     *
     * @throws IllegalArgumentException if it is no such policy
     */
    static Policy of(OMElement element) {
        try {
            return of(ThrottlePolicy.within(element.toString()));
        } catch (Invalid e) {
            throw new IllegalArgumentException("throttle: policy, " + e.getMessage(), e);
        }
    }

    private static Policy of(ThrottlePolicy policy) {
        List<Limit> all = policy.rules().stream().map(Policy::limit).toList();
        List<Limit> limits = Stream.concat(
                        all.stream().filter(limit -> !limit.range().isOther()),
                        all.stream().filter(limit -> limit.range().isOther()))
                .toList();
        return new Policy(limits, (int) number(policy.concurrent(), Integer.MAX_VALUE));
    }

    /** The limit for a caller; empty for one whom the policy does not name. */
    Optional<Limit> limitOf(InetAddress caller) {
        return limits.stream()
                .filter(limit -> limit.range().isOther() || limit.range().has(caller.getAddress()))
                .findFirst();
    }

    private static Limit limit(ThrottleRule rule) {
        AddressRange range = range(rule);
        return switch (rule.figures().access()) {
            case ALL -> new Limit(range, Long.MAX_VALUE, 1, 0);
            case NONE -> new Limit(range, 0, 1, 0);
            case COUNTED -> counted(range, rule);
        };
    }

    private static Limit counted(AddressRange range, ThrottleRule rule) {
        Figure count = rule.figures().count();
        Figure unit = rule.figures().unit();
        if (count == null || unit == null) {
            throw new Invalid("line " + rule.line() + ": no " + (count == null ? "MaximumCount" : "UnitTime")
                    + " in a policy (expected: one)");
        }
        return new Limit(
                range,
                number(count, MOST),
                Math.max(1, number(unit, MOST)),
                number(rule.figures().barred(), MOST));
    }

    private static AddressRange range(ThrottleRule rule) {
        String at = "line " + rule.line() + ": ";
        if (rule.subject().names().isEmpty()) {
            throw new Invalid(at + "a policy without an ID (expected: one)");
        }
        if (!"IP".equals(rule.subject().type())) {
            throw new Invalid(at + "ID of type " + rule.subject().type()
                    + " (expected: IP; roles are the business of tiers, and domains would have to be looked up)");
        }
        try {
            return AddressRange.parse(String.join(",", rule.subject().names()));
        } catch (Invalid e) {
            throw new Invalid(at + e.getMessage(), e);
        }
    }

    private static long number(@Nullable Figure figure, long most) {
        return figure == null ? 0 : figure.within(0, most);
    }
}
