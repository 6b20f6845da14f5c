package org.gatehouse.domain.throttle;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.tier.TierDraft;
import org.gatehouse.domain.xml.SafeXml;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * One tier of a policy changed, and everything else in it left as people have written it: comments, elements that mean nothing
 * here, white space. A tier's own rule is changed in its place; what the draft does not speak of stays in it. For one thread.
 */
public final class PolicyEdit {
    private final Document document;

    private PolicyEdit(Document document) {
        this.document = document;
    }

    /**
     * Edits that file.
     *
     * @throws Invalid beginning with the line, if it cannot be read, or has no assertion
     */
    public static PolicyEdit of(String xml) {
        PolicyEdit edit = new PolicyEdit(SafeXml.tree(xml));
        if (edit.assertions().isEmpty()) {
            throw new Invalid("line 1: no throttle:" + ThrottlePolicy.ASSERTION + " (expected: one)");
        }
        return edit;
    }

    /**
     * Adds the tier, or changes the one of that name; one that shares its rule with others gets a copy of its own.
     *
     * @throws Invalid naming an attribute that cannot be written
     */
    public PolicyEdit with(TierDraft draft) {
        List<RuleElement> having = rules().stream()
                .filter(rule -> rule.names().contains(draft.name()))
                .toList();
        if (having.size() == 1) {
            having.get(0).alone(draft.name()).set(draft);
        } else {
            without(draft.name());
            RuleElement.add(assertions().get(0), draft);
        }
        return this;
    }

    /** Takes the tier out; does nothing if there is none of that name. */
    public PolicyEdit without(String name) {
        rules().forEach(rule -> rule.remove(name));
        return this;
    }

    /** The rules of tiers. */
    private List<RuleElement> rules() {
        List<RuleElement> rules = new ArrayList<>();
        for (Element assertion : assertions()) {
            for (Element child : Elements.children(assertion)) {
                if (child.getLocalName().equals(ThrottlePolicy.POLICY)) {
                    RuleElement.ofTier(child).ifPresent(rules::add);
                }
            }
        }
        return rules;
    }

    private List<Element> assertions() {
        List<Element> assertions = new ArrayList<>();
        NodeList found = document.getElementsByTagNameNS(ThrottlePolicy.NAMESPACE, ThrottlePolicy.ASSERTION);
        for (int i = 0; i < found.getLength(); i++) {
            assertions.add((Element) found.item(i));
        }
        return assertions;
    }

    /** The file as it is now. */
    public String text() {
        return SafeXml.file(document);
    }
}
