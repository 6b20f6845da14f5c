package org.gatehouse.domain.throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The elements of a policy, found by what {@link PolicyReader} goes by and made with the prefixes of the file. */
final class Elements {
    private Elements() {}

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The elements of that name at any depth, but for attributes of the rule, whatever they are called. */
    static List<Element> all(Element rule, String name) {
        List<Element> all = new ArrayList<>();
        for (Element child : children(rule)) {
            if (child.getLocalName().equals(name)) {
                all.add(child);
            } else if (!child.getLocalName().equals("Attributes")) {
                all.addAll(all(child, name));
            }
        }
        return all;
    }

    /** Of these the one that counts. */
    static Optional<Element> said(Element rule, String name) {
        List<Element> all = all(rule, name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The first child of that name, which is added if there is none. */
    static Element child(Element parent, String namespace, String name) {
        for (Element child : children(parent)) {
            if (child.getLocalName().equals(name)) {
                return child;
            }
        }
        Element child = made(parent, namespace, name);
        Indentation.append(parent, child);
        return child;
    }

    /** A new element, with the prefix that its namespace has at that place. */
    static Element made(Element place, String namespace, String name) {
        return place.getOwnerDocument().createElementNS(namespace, qualified(place, namespace, name));
    }

    private static String qualified(Element place, String namespace, String name) {
        String prefix = prefix(place, namespace);
        if (prefix == null) {
            prefix = prefix(place.getOwnerDocument().getDocumentElement(), namespace);
        }
        if (prefix == null) {
            prefix = namespace.equals(ThrottlePolicy.NAMESPACE) ? "throttle" : "wsp";
        }
        return prefix + ":" + name;
    }

    private static @Nullable String prefix(Element place, String namespace) {
        return place.lookupPrefix(namespace);
    }

    /** Sets an attribute of the throttling's namespace; an empty one goes. */
    static void set(Element element, String name, String value) {
        if (value.isBlank()) {
            element.removeAttributeNS(ThrottlePolicy.NAMESPACE, name);
        } else {
            element.setAttributeNS(ThrottlePolicy.NAMESPACE, qualified(element, ThrottlePolicy.NAMESPACE, name), value);
        }
    }

    /** Sets the text, unless it says the same. */
    static void set(Element element, String text) {
        if (!element.getTextContent().trim().equals(text)) {
            element.setTextContent(text);
        }
    }
}
