package org.gatehouse.domain.throttle;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Reads one rule. The elements that say something may stand at any depth in it; of two of a name the last one counts. */
final class RuleReader {
    private final PolicyEvents events;
    private final List<RuleAttribute> attributes = new ArrayList<>();
    private RuleSubject subject = RuleSubject.NOBODY;
    private RuleFigures.Access access = RuleFigures.Access.COUNTED;
    private @Nullable Figure count;
    private @Nullable Figure unit;
    private @Nullable Figure barred;

    RuleReader(PolicyEvents events) {
        this.events = events;
    }

    /** Reads the rule at hand, up to its end. */
    ThrottleRule read() throws XMLStreamException {
        int line = events.line();
        parts();
        return new ThrottleRule(line, subject, new RuleFigures(access, count, unit, barred), attributes);
    }

    private void parts() throws XMLStreamException {
        while (events.nextChild()) {
            part();
        }
    }

    private void part() throws XMLStreamException {
        switch (events.name()) {
            case "ID" -> subject = subject();
            case "MaximumCount" -> {
                access = RuleFigures.Access.COUNTED;
                count = events.figure();
            }
            case "UnitTime" -> unit = events.figure();
            case "ProhibitTimePeriod" -> barred = events.figure();
            case "Allow" -> all(RuleFigures.Access.ALL);
            case "Deny" -> all(RuleFigures.Access.NONE);
            case "Attributes" -> attributes();
            default -> parts();
        }
    }

    private RuleSubject subject() throws XMLStreamException {
        String type = events.attribute(ThrottlePolicy.NAMESPACE, "type");
        String displayName = events.attribute(ThrottlePolicy.NAMESPACE, "displayName");
        return new RuleSubject(type, RuleSubject.names(events.text()), displayName);
    }

    private void all(RuleFigures.Access said) throws XMLStreamException {
        access = said;
        parts();
    }

    /** Whatever their names are: one called {@code ID} is an attribute, too. */
    private void attributes() throws XMLStreamException {
        while (events.nextChild()) {
            if (events.isThrottling()) {
                attributes.add(attribute());
            } else {
                events.skip();
            }
        }
    }

    private RuleAttribute attribute() throws XMLStreamException {
        String name = events.name();
        String displayName = events.attribute(null, "displayName");
        int line = events.line();
        return new RuleAttribute(name, displayName, events.text(), line);
    }
}
