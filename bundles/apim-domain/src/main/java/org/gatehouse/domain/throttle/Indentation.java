package org.gatehouse.domain.throttle;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** White space of a file: what is added is laid out as its neighbours are, and what is removed takes its line with it. */
final class Indentation {
    private static final String STEP = "  ";

    private Indentation() {}

    /** Adds the element behind the last one. */
    static void append(Element parent, Element added) {
        Optional<String> line = line(parent);
        Node end = isWhite(parent.getLastChild()) ? parent.getLastChild() : null;
        line.ifPresent(start -> {
            lay(added, start);
            parent.insertBefore(text(parent, start), end);
        });
        parent.insertBefore(added, end);
    }

    /** How a line begins in the element; empty if it has none. */
    private static Optional<String> line(Element parent) {
        Node first = parent.getFirstChild();
        if (!isWhite(first) || first == parent.getLastChild()) {
            return Optional.empty();
        }
        String white = first.getTextContent();
        int line = white.lastIndexOf('\n');
        return line < 0 ? Optional.empty() : Optional.of(white.substring(line));
    }

    private static void lay(Element element, String start) {
        if (Elements.children(element).isEmpty()) {
            return;
        }
        for (Element child : Elements.children(element)) {
            element.insertBefore(text(element, start + STEP), child);
            lay(child, start + STEP);
        }
        element.appendChild(text(element, start));
    }

    private static Text text(Element element, String white) {
        return element.getOwnerDocument().createTextNode(white);
    }

    /** Adds the same again behind the element. */
    static Element copy(Element element) {
        Node parent = element.getParentNode();
        Node before = element.getPreviousSibling();
        Element copy = (Element) element.cloneNode(true);
        parent.insertBefore(copy, element.getNextSibling());
        if (isWhite(before)) {
            parent.insertBefore(before.cloneNode(true), copy);
        }
        return copy;
    }

    static void remove(Element element) {
        Node parent = element.getParentNode();
        Node before = element.getPreviousSibling();
        if (isWhite(before)) {
            parent.removeChild(before);
        }
        parent.removeChild(element);
    }

    private static boolean isWhite(@Nullable Node node) {
        return node instanceof Text text && text.getData().isBlank();
    }
}
