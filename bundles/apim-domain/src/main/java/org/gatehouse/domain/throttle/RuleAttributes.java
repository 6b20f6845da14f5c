package org.gatehouse.domain.throttle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gatehouse.domain.Invalid;
import org.w3c.dom.Element;

/** What a rule says beside its figures, as it stands in a file. */
final class RuleAttributes {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");

    private final Element rule;
    private final Element figures;

    /** Those of the rule; where it has none yet, they come beside its figures. */
    RuleAttributes(Element rule, Element figures) {
        this.rule = rule;
        this.figures = figures;
    }

    /** Changes those that are there, removes those that are not wanted and adds the others. */
    void set(Map<String, String> wanted) {
        Map<String, String> missing = new TreeMap<>(wanted);
        for (Element attribute : all()) {
            String shown = shown(attribute);
            missing.remove(shown);
            String value = wanted.get(shown);
            if (value == null) {
                Indentation.remove(attribute);
            } else {
                Elements.set(attribute, value);
            }
        }
        missing.forEach(this::add);
    }

    private List<Element> all() {
        return Elements.all(rule, "Attributes").stream()
                .flatMap(group -> Elements.children(group).stream())
                .filter(attribute -> ThrottlePolicy.NAMESPACE.equals(attribute.getNamespaceURI()))
                .toList();
    }

    private static String shown(Element attribute) {
        String plain = attribute.getAttribute("displayName");
        String displayName =
                plain.isEmpty() ? attribute.getAttributeNS(ThrottlePolicy.NAMESPACE, "displayName") : plain;
        return displayName.isEmpty() ? attribute.getLocalName() : displayName;
    }

    private void add(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new Invalid("attribute: " + name + " (expected: a name of letters and digits)");
        }
        Element group = Elements.said(rule, "Attributes")
                .orElseGet(() -> Elements.child(
                        Elements.child(figures, ThrottlePolicy.WS_POLICY, ThrottlePolicy.POLICY),
                        ThrottlePolicy.NAMESPACE,
                        "Attributes"));
        Element attribute = Elements.made(group, ThrottlePolicy.NAMESPACE, name);
        attribute.setTextContent(value);
        Indentation.append(group, attribute);
    }
}
