package org.gatehouse.domain.throttle;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;

/** Looks for the assertion and its rules. */
final class PolicyReader {
    private final PolicyEvents events;
    private final List<ThrottleRule> rules = new ArrayList<>();
    private @Nullable Figure concurrent;
    private boolean asserted;

    PolicyReader(PolicyEvents events) {
        this.events = events;
    }

    /** Reads the document, whose root has that name; null for any. */
    ThrottlePolicy read(@Nullable String root) throws XMLStreamException {
        events.nextChild();
        int line = events.line();
        if (root != null && !events.name().equals(root)) {
            throw new Invalid("line " + line + ": root element " + events.name() + " (expected: wsp:" + root + ")");
        }
        element();
        events.end();
        if (!asserted) {
            throw new Invalid("line " + line + ": no throttle:" + ThrottlePolicy.ASSERTION + " (expected: one)");
        }
        return new ThrottlePolicy(rules, concurrent);
    }

    private void element() throws XMLStreamException {
        if (events.name().equals("MaximumConcurrentAccess")) {
            concurrent = events.figure();
            return;
        }
        boolean assertion = events.isThrottling() && events.name().equals(ThrottlePolicy.ASSERTION);
        asserted |= assertion;
        while (events.nextChild()) {
            if (assertion && events.name().equals(ThrottlePolicy.POLICY)) {
                rules.add(new RuleReader(events).read());
            } else {
                element();
            }
        }
    }
}
