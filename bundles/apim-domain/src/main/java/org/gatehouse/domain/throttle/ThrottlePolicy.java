package org.gatehouse.domain.throttle;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.xml.SafeXml;
import org.jspecify.annotations.Nullable;

/**
 * What is written in a policy, read by nothing but its form: a rule is a policy that stands in the assertion.
 *
 * @param rules in their order
 * @param concurrent how many calls may be under way at a time; null if that is not said
 */
public record ThrottlePolicy(
        List<ThrottleRule> rules, @Nullable Figure concurrent) {
    static final String NAMESPACE = "http://www.wso2.org/products/wso2commons/throttle";
    static final String WS_POLICY = "http://schemas.xmlsoap.org/ws/2004/09/policy";
    static final String ASSERTION = "MediatorThrottleAssertion";
    static final String POLICY = "Policy";

    /** Copies its list. */
    public ThrottlePolicy {
        rules = List.copyOf(rules);
    }

    /**
     * Reads a file of its own, whose root is the policy.
     *
     * @throws Invalid beginning with the line
     */
    public static ThrottlePolicy read(String xml) {
        return read(xml, POLICY);
    }

    /**
     * Reads the assertion wherever it stands in an element.
     *
     * @throws Invalid beginning with the line, counted from that of the element
     */
    public static ThrottlePolicy within(String element) {
        return read(element, null);
    }

    private static ThrottlePolicy read(String xml, @Nullable String root) {
        try {
            return new PolicyReader(new PolicyEvents(SafeXml.events(xml))).read(root);
        } catch (XMLStreamException e) {
            throw new Invalid(SafeXml.told(e), e);
        }
    }
}
