package org.gatehouse.domain.throttle;

import java.util.List;

/**
 * One rule of a policy.
 *
 * @param line where it begins
 * @param subject whom it is for
 * @param figures how much it lets through
 * @param attributes what else it says, in its order
 */
public record ThrottleRule(int line, RuleSubject subject, RuleFigures figures, List<RuleAttribute> attributes) {
    /** Copies its list. */
    public ThrottleRule {
        attributes = List.copyOf(attributes);
    }
}
