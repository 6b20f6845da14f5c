package org.gatehouse.gateway.throttle;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.tier.AddressRange;

/**
 * A policy in the form of WS-Policy that Synapse's throttle mediator takes: a {@code MediatorThrottleAssertion} with one
 * policy for each range of addresses.
 *
 * @param limits those of named ranges first
 * @param concurrent how many calls may be under way at a time; 0 for any number
 */
record Policy(List<Limit> limits, int concurrent) {
    private static final String NAMESPACE = "http://www.wso2.org/products/wso2commons/throttle";

    /**
     * Reads the element, or the assertion somewhere in it.
     *
     * @throws IllegalArgumentException if it is no such policy
     */
    static Policy of(OMElement element) {
        OMElement assertion = find(element, "MediatorThrottleAssertion")
                .orElseThrow(() -> new IllegalArgumentException(
                        "throttle: no MediatorThrottleAssertion in the policy (expected: one)"));
        List<Limit> limits = new ArrayList<>();
        List<Limit> others = new ArrayList<>();
        for (OMElement policy : children(assertion)) {
            if (policy.getLocalName().equals("Policy")) {
                Limit limit = limit(policy);
                (limit.range().isOther() ? others : limits).add(limit);
            }
        }
        limits.addAll(others);
        int concurrent = find(assertion, "MaximumConcurrentAccess")
                .map(most -> (int) number(most, Integer.MAX_VALUE))
                .orElse(0);
        return new Policy(List.copyOf(limits), concurrent);
    }

    /** The limit for a caller; empty for one whom the policy does not name. */
    Optional<Limit> limitOf(InetAddress caller) {
        return limits.stream()
                .filter(limit -> limit.range().isOther() || limit.range().has(caller.getAddress()))
                .findFirst();
    }

    private static Limit limit(OMElement policy) {
        OMElement id = find(policy, "ID")
                .orElseThrow(() -> new IllegalArgumentException("throttle: a policy without an ID (expected: one)"));
        String type = id.getAttributeValue(new QName(NAMESPACE, "type"));
        if (!"IP".equals(type)) {
            throw new IllegalArgumentException("throttle: ID of type " + type
                    + " (expected: IP; roles are the business of tiers, and domains would have to be looked up)");
        }
        AddressRange range = range(id.getText());
        if (find(policy, "Allow").isPresent()) {
            return new Limit(range, Long.MAX_VALUE, 1, 0);
        }
        if (find(policy, "Deny").isPresent()) {
            return new Limit(range, 0, 1, 0);
        }
        long barred = find(policy, "ProhibitTimePeriod")
                .map(time -> number(time, Long.MAX_VALUE))
                .orElse(0L);
        return new Limit(range, required(policy, "MaximumCount"), Math.max(1, required(policy, "UnitTime")), barred);
    }

    private static AddressRange range(String text) {
        try {
            return AddressRange.parse(text);
        } catch (Invalid e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static long required(OMElement policy, String name) {
        return number(
                find(policy, name)
                        .orElseThrow(() ->
                                new IllegalArgumentException("throttle: no " + name + " in a policy (expected: one)")),
                Long.MAX_VALUE);
    }

    private static long number(OMElement element, long most) {
        String text = element.getText().strip();
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > most) {
            throw new IllegalArgumentException(
                    "throttle: " + element.getLocalName() + ": " + text + " (expected: a number)");
        }
        return Long.parseLong(text);
    }

    private static Optional<OMElement> find(OMElement parent, String name) {
        if (parent.getLocalName().equals(name) && NAMESPACE.equals(parent.getNamespaceURI())) {
            return Optional.of(parent);
        }
        for (OMElement child : children(parent)) {
            Optional<OMElement> found = find(child, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<OMElement> children(OMElement parent) {
        List<OMElement> children = new ArrayList<>();
        for (Iterator<?> each = parent.getChildElements(); each.hasNext(); ) {
            children.add((OMElement) each.next());
        }
        return children;
    }
}
