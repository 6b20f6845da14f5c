package org.gatehouse.domain.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.tier.TierDraft;
import org.w3c.dom.Element;

/** The rule of one or more tiers, as it stands in a file. */
final class RuleElement {
    private static final String ROLE = "ROLE";
    private static final String TYPE = "type";
    private static final String DISPLAY_NAME = "displayName";

    private final Element rule;
    private final Element id;

    private RuleElement(Element rule, Element id) {
        this.rule = rule;
        this.id = id;
    }

    /** Empty if it is the rule of something else. */
    static Optional<RuleElement> ofTier(Element rule) {
        return Elements.said(rule, "ID")
                .filter(id -> List.of("", ROLE).contains(id.getAttributeNS(ThrottlePolicy.NAMESPACE, TYPE)))
                .map(id -> new RuleElement(rule, id));
    }

    /** Adds one at the end of the assertion. */
    static void add(Element assertion, TierDraft draft) {
        Element rule = Elements.made(assertion, ThrottlePolicy.WS_POLICY, ThrottlePolicy.POLICY);
        Element id = Elements.made(assertion, ThrottlePolicy.NAMESPACE, "ID");
        Elements.set(id, TYPE, ROLE);
        id.setTextContent(draft.name());
        rule.appendChild(id);
        new RuleElement(rule, id).set(draft);
        Indentation.append(assertion, rule);
    }

    List<String> names() {
        return RuleSubject.names(id.getTextContent());
    }

    /** Takes the name out, and the rule with the last one. */
    void remove(String name) {
        List<String> names = new ArrayList<>(names());
        if (!names.remove(name)) {
            return;
        }
        if (names.isEmpty()) {
            Indentation.remove(rule);
        } else {
            id.setTextContent(String.join(",", names));
        }
    }

    /** The rule of this one of its names: a copy, which stands behind it, while others share it. */
    RuleElement alone(String name) {
        if (names().equals(List.of(name))) {
            return this;
        }
        RuleElement own = ofTier(Indentation.copy(rule)).orElseThrow();
        own.id.setTextContent(name);
        remove(name);
        return own;
    }

    void set(TierDraft draft) {
        Elements.set(id, DISPLAY_NAME, draft.displayName());
        Element figures = figures();
        setFigure(figures, "MaximumCount", draft.count());
        setFigure(figures, "UnitTime", draft.unit().toMillis());
        new RuleAttributes(rule, figures).set(draft.attributes());
    }

    /** Where figures stand. Where all calls are let through, or none, they come in the place of that. */
    private Element figures() {
        for (String uncounted : List.of("Allow", "Deny")) {
            Elements.said(rule, uncounted).ifPresent(Indentation::remove);
        }
        return Elements.said(rule, "MaximumCount")
                .or(() -> Elements.said(rule, "UnitTime"))
                .map(figure -> (Element) figure.getParentNode())
                .orElseGet(this::newFigures);
    }

    private Element newFigures() {
        Element control = Elements.made(rule, ThrottlePolicy.NAMESPACE, "Control");
        Element figures = Elements.made(rule, ThrottlePolicy.WS_POLICY, ThrottlePolicy.POLICY);
        control.appendChild(figures);
        Indentation.append(Elements.child(rule, ThrottlePolicy.WS_POLICY, ThrottlePolicy.POLICY), control);
        return figures;
    }

    private void setFigure(Element figures, String name, long value) {
        Element figure =
                Elements.said(rule, name).orElseGet(() -> Elements.child(figures, ThrottlePolicy.NAMESPACE, name));
        Elements.set(figure, Long.toString(value));
    }
}
