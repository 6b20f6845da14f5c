package org.gatehouse.tiers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.throttle.Figure;
import org.gatehouse.domain.throttle.ThrottlePolicy;
import org.gatehouse.domain.throttle.ThrottleRule;
import org.gatehouse.domain.tier.AddressRange;
import org.gatehouse.domain.tier.Tier;

/**
 * What a {@code tiers.xml} means: its rules are for a tier (ROLE) or a range of client addresses (IP) or an API by its context
 * (API, which 1.9 does not have), and beside them it says how many calls of an API may be under way at a time. Rules of type
 * DOMAIN stand in the file unread: names of clients would have to be looked up.
 */
final class TierPolicy {
    private static final int LONGEST = 1_000_000;

    private final Map<String, Tier> tiers = new TreeMap<>();
    private final List<Addresses> addresses = new ArrayList<>();
    private final Map<String, Tier> apis = new HashMap<>();
    private final int concurrent;

    private TierPolicy(ThrottlePolicy policy) {
        Figure most = policy.concurrent();
        concurrent = most == null ? 0 : (int) most.within(0, Integer.MAX_VALUE);
        policy.rules().forEach(this::keep);
    }

    /** What limits the clients of a range. */
    private record Addresses(AddressRange range, Tier tier) {}

    /**
     * Reads it.
     *
     * @throws Invalid with line and reason
     */
    static TierPolicy read(String xml) {
        if (xml.length() > LONGEST) {
            throw new Invalid("tiers.xml: " + xml.length() + " characters (expected: at most " + LONGEST + ")");
        }
        try {
            return new TierPolicy(ThrottlePolicy.read(xml));
        } catch (Invalid e) {
            throw new Invalid("tiers.xml, " + e.getMessage(), e);
        }
    }

    /** The tiers by name. */
    Map<String, Tier> tiers() {
        return tiers;
    }

    /** What limits a client of that address, a named range before the one for all others. */
    Optional<Tier> ofAddress(String address) {
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = AddressRange.address(address);
        return addresses.stream()
                .filter(candidate -> bytes != null && candidate.range().has(bytes))
                .findFirst()
                .or(() -> addresses.stream()
                        .filter(candidate -> candidate.range().isOther())
                        .findFirst())
                .map(Addresses::tier);
    }

    /** What limits all calls of an API together, by its context with the version, or else without. */
    Optional<Tier> ofApi(String context) {
        if (apis.isEmpty()) {
            return Optional.empty();
        }
        Tier exact = apis.get(context);
        return Optional.ofNullable(exact != null ? exact : apis.get(context.substring(0, context.lastIndexOf('/'))));
    }

    /** How many calls of an API may be under way at a time; 0 for any number. */
    int concurrent() {
        return concurrent;
    }

    private void keep(ThrottleRule rule) {
        TierRule read = TierRule.of(rule);
        String type = rule.subject().type();
        switch (type == null ? "ROLE" : type) {
            case "ROLE" -> read.tiers().forEach(tier -> keep(tiers, rule, tier));
            case "IP" -> read.tiers().forEach(tier -> addresses.add(new Addresses(range(rule, tier.name()), tier)));
            case "API" -> read.tiers().forEach(tier -> keep(apis, rule, requireContext(rule, tier)));
            default -> {
                // Left alone.
            }
        }
    }

    private static void keep(Map<String, Tier> all, ThrottleRule rule, Tier tier) {
        if (all.put(tier.name(), tier) != null) {
            throw new Invalid("line " + rule.line() + ": tier " + tier.name() + " twice (expected: once)");
        }
    }

    private static Tier requireContext(ThrottleRule rule, Tier tier) {
        if (!tier.name().matches("/\\S*[^/\\s]")) {
            throw new Invalid(
                    "line " + rule.line() + ": API " + tier.name() + " (expected: a context such as /phone/1.0.0)");
        }
        return tier;
    }

    private static AddressRange range(ThrottleRule rule, String text) {
        try {
            return AddressRange.parse(text);
        } catch (Invalid e) {
            throw new Invalid("line " + rule.line() + ": " + e.getMessage(), e);
        }
    }
}
