package org.gatehouse.tiers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.tier.AddressRange;
import org.gatehouse.domain.tier.Limit;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.xml.SafeXml;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code tiers.xml}: WS-Policy with a MediatorThrottleAssertion, one inner policy a tier (ROLE) or a
 * range of client addresses (IP) or an API by its context (API, which 1.9 does not have), and beside them how many calls of an API may be under way at a time. Policies of type DOMAIN
 * stand in the file unread: names of clients would have to be looked up.
 */
final class TierPolicy {
    private static final String THROTTLE = "http://www.wso2.org/products/wso2commons/throttle";
    private static final Set<String> KEPT = Set.of("ROLE", "IP", "API");
    private static final int LONGEST = 1_000_000;

    private final XMLStreamReader reader;
    private final Map<String, Tier> tiers = new TreeMap<>();
    private final List<Addresses> addresses = new ArrayList<>();
    private final Map<String, Tier> apis = new HashMap<>();
    private int concurrent;
    private boolean asserted;

    private TierPolicy(XMLStreamReader reader) {
        this.reader = reader;
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
            TierPolicy policy = new TierPolicy(SafeXml.events(xml));
            policy.readAll();
            return policy;
        } catch (XMLStreamException e) {
            throw new Invalid("tiers.xml, " + SafeXml.told(e), e);
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

    private void readAll() throws XMLStreamException {
        int depth = 0;
        @Nullable Draft draft = null;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                String name = reader.getLocalName();
                if (depth == 1 && !name.equals("Policy")) {
                    throw refuse("root element " + name + " (expected: wsp:Policy)");
                }
                asserted |= THROTTLE.equals(reader.getNamespaceURI()) && name.equals("MediatorThrottleAssertion");
                if (depth == 3 && name.equals("Policy")) {
                    draft = new Draft(line(reader.getLocation()));
                } else if (draft != null) {
                    depth += readInto(draft, name);
                } else if (name.equals("MaximumConcurrentAccess")) {
                    concurrent = (int) number(name, 0);
                    depth--;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (depth == 3 && draft != null) {
                    keep(draft);
                    draft = null;
                }
                depth--;
            }
        }
        if (!asserted) {
            throw new Invalid("tiers.xml: no throttle:MediatorThrottleAssertion (expected: one below the root)");
        }
    }

    /** Reads the element at hand; returns -1 if its end is read too, 0 if its children follow. */
    private int readInto(Draft draft, String name) throws XMLStreamException {
        switch (name) {
            case "ID" -> {
                String type = reader.getAttributeValue(THROTTLE, "type");
                draft.type = type == null ? "ROLE" : type;
                draft.displayName = reader.getAttributeValue(THROTTLE, "displayName");
                draft.names = List.of(reader.getElementText().trim().split("\\s*,\\s*"));
                return -1;
            }
            case "MaximumCount" -> {
                draft.count = number(name, 0);
                return -1;
            }
            case "UnitTime" -> {
                draft.unitMillis = number(name, 1);
                return -1;
            }
            case "ProhibitTimePeriod" -> {
                draft.barredMillis = number(name, 0);
                return -1;
            }
            case "Allow" -> {
                draft.count = Long.MAX_VALUE;
                draft.unitMillis = 60_000;
                return 0;
            }
            case "Deny" -> {
                draft.count = 0L;
                draft.unitMillis = 60_000;
                return 0;
            }
            case "Attributes" -> {
                draft.inAttributes = true;
                return 0;
            }
            default -> {
                if (!draft.inAttributes || !THROTTLE.equals(reader.getNamespaceURI())) {
                    return 0;
                }
                String shown = reader.getAttributeValue(null, "displayName");
                int line = line(reader.getLocation());
                String value = reader.getElementText().trim();
                draft.attributes.put(shown == null ? name : shown, value);
                if (Limit.SETTINGS.contains(name)) {
                    draft.settings.put(name, value);
                    draft.settingsLine = line;
                }
                return -1;
            }
        }
    }

    private long number(String name, long least) throws XMLStreamException {
        int line = line(reader.getLocation());
        String text = reader.getElementText().trim();
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= Integer.MAX_VALUE) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number that is too small
        }
        throw new Invalid("tiers.xml, line " + line + ": " + name + ": " + text + " (expected: a whole number from "
                + least + " to " + Integer.MAX_VALUE + ")");
    }

    private void keep(Draft draft) {
        if (!KEPT.contains(draft.type)) {
            return;
        }
        if (draft.names.isEmpty() || draft.names.get(0).isEmpty()) {
            throw new Invalid("tiers.xml, line " + draft.line + ": a policy without throttle:ID (expected: a name)");
        }
        Long count = draft.count;
        if (count == null || draft.unitMillis == 0) {
            throw new Invalid("tiers.xml, line " + draft.line + ": tier " + draft.names.get(0)
                    + " lacks MaximumCount or UnitTime (expected: both, or Allow, or Deny)");
        }
        for (String name : draft.names) {
            Tier tier = tier(draft, name, count);
            Tier before = switch (draft.type) {
                case "IP" -> {
                    addresses.add(new Addresses(range(draft, name), tier));
                    yield null;
                }
                case "API" -> apis.put(context(draft, name), tier);
                default -> tiers.put(name, tier);
            };
            if (before != null) {
                throw new Invalid("tiers.xml, line " + draft.line + ": tier " + name + " twice (expected: once)");
            }
        }
    }

    private static Tier tier(Draft draft, String name, long count) {
        String shown = draft.displayName == null ? name : draft.displayName;
        Duration unit = Duration.ofMillis(draft.unitMillis);
        try {
            List<Limit> limits = Limit.of(count, unit, Duration.ofMillis(draft.barredMillis), draft.settings);
            return new Tier(name, shown, count, unit, draft.attributes, limits);
        } catch (Invalid e) {
            throw new Invalid("tiers.xml, line " + draft.settingsLine + ": tier " + name + ": " + e.getMessage(), e);
        }
    }

    private static String context(Draft draft, String text) {
        if (!text.matches("/\\S*[^/\\s]")) {
            throw new Invalid(
                    "tiers.xml, line " + draft.line + ": API " + text + " (expected: a context such as /phone/1.0.0)");
        }
        return text;
    }

    private static AddressRange range(Draft draft, String text) {
        try {
            return AddressRange.parse(text);
        } catch (Invalid e) {
            throw new Invalid("tiers.xml, line " + draft.line + ": " + e.getMessage(), e);
        }
    }

    private Invalid refuse(String what) {
        return new Invalid("tiers.xml, line " + line(reader.getLocation()) + ": " + what);
    }

    private static int line(@Nullable Location location) {
        return location == null ? 0 : location.getLineNumber();
    }

    /** A tier half read. */
    private static final class Draft {
        private final int line;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private String type = "ROLE";
        private List<String> names = List.of();
        private @Nullable String displayName;
        private @Nullable Long count;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private long unitMillis;
        private long barredMillis;
        private int settingsLine;
        private boolean inAttributes;

        private Draft(int line) {
            this.line = line;
        }
    }
}
