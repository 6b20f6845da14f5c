package org.gatehouse.tiers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.tier.TierDraft;
import org.gatehouse.domain.xml.SafeXml;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** One tier of a {@code tiers.xml} changed, and everything else in it left as people have written it. */
final class PolicyEdit {
    private static final String POLICY = "http://schemas.xmlsoap.org/ws/2004/09/policy";
    private static final String THROTTLE = "http://www.wso2.org/products/wso2commons/throttle";

    private final Document document;

    private PolicyEdit(Document document) {
        this.document = document;
    }

    static PolicyEdit of(String xml) {
        try {
            return new PolicyEdit(SafeXml.tree(xml));
        } catch (Invalid e) {
            throw new Invalid("tiers.xml, " + e.getMessage(), e);
        }
    }

    /** Adds the tier, in the place of one of that name. */
    PolicyEdit with(TierDraft draft) {
        without(draft.name());
        Element assertion = (Element) document.getElementsByTagNameNS(THROTTLE, "MediatorThrottleAssertion")
                .item(0);
        Element tier = child(assertion, POLICY, "wsp:Policy");
        Element id = child(tier, THROTTLE, "throttle:ID");
        id.setAttributeNS(THROTTLE, "throttle:type", "ROLE");
        if (!draft.displayName().isBlank()) {
            id.setAttributeNS(THROTTLE, "throttle:displayName", draft.displayName());
        }
        id.setTextContent(draft.name());
        Element figures =
                child(child(child(tier, POLICY, "wsp:Policy"), THROTTLE, "throttle:Control"), POLICY, "wsp:Policy");
        child(figures, THROTTLE, "throttle:MaximumCount").setTextContent(Long.toString(draft.count()));
        child(figures, THROTTLE, "throttle:UnitTime")
                .setTextContent(Long.toString(draft.unit().toMillis()));
        if (!draft.attributes().isEmpty()) {
            Element attributes = child(child(figures, POLICY, "wsp:Policy"), THROTTLE, "throttle:Attributes");
            new TreeMap<>(draft.attributes()).forEach((name, value) -> {
                if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,99}")) {
                    throw new Invalid("attribute: " + name + " (expected: a name of letters and digits)");
                }
                child(attributes, THROTTLE, "throttle:" + name).setTextContent(value);
            });
        }
        return this;
    }

    private Element child(Element parent, String namespace, String name) {
        Element child = document.createElementNS(namespace, name);
        parent.appendChild(child);
        return child;
    }

    /** Takes the tier out; does nothing if there is none of that name. */
    PolicyEdit without(String name) {
        for (Element id : ids()) {
            List<String> names =
                    new ArrayList<>(Arrays.asList(id.getTextContent().trim().split("\\s*,\\s*")));
            String type = id.getAttributeNS(THROTTLE, "type");
            if ((type.isEmpty() || type.equals("ROLE")) && names.remove(name)) {
                Node tier = id.getParentNode();
                if (names.isEmpty()) {
                    tier.getParentNode().removeChild(tier);
                } else {
                    id.setTextContent(String.join(",", names));
                }
            }
        }
        return this;
    }

    private List<Element> ids() {
        List<Element> ids = new ArrayList<>();
        var found = document.getElementsByTagNameNS(THROTTLE, "ID");
        for (int i = 0; i < found.getLength(); i++) {
            ids.add((Element) found.item(i));
        }
        return ids;
    }

    /** The file as it is now. */
    String text() {
        return SafeXml.file(document);
    }
}
