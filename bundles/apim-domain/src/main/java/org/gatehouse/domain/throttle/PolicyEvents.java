package org.gatehouse.domain.throttle;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A document, element by element. */
final class PolicyEvents {
    private final XMLStreamReader reader;

    PolicyEvents(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** Goes on to the next child of the element at hand, or, where there is none, to the element's end. */
    boolean nextChild() throws XMLStreamException {
        int event = reader.next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            event = reader.next();
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    /** Name of the element at hand, in whatever namespace: people's files are not strict about that. */
    String name() {
        return reader.getLocalName();
    }

    /** Whether the element at hand is of the throttling's namespace. */
    boolean isThrottling() {
        return ThrottlePolicy.NAMESPACE.equals(reader.getNamespaceURI());
    }

    int line() {
        return reader.getLocation() == null ? 0 : reader.getLocation().getLineNumber();
    }

    /** An attribute of the element at hand; null if it has none of that name. */
    @Nullable String attribute(@Nullable String namespace, String name) {
        return reader.getAttributeValue(namespace, name);
    }

    /** What stands in the element at hand, up to its end. */
    String text() throws XMLStreamException {
        return reader.getElementText().trim();
    }

    /** The number that stands in the element at hand, up to its end. */
    Figure figure() throws XMLStreamException {
        String name = name();
        int line = line();
        return new Figure(name, text(), line);
    }

    /** Goes on to the end of the document: what stands behind the root has to be well-formed, too. */
    void end() throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }

    /** Goes on to the end of the element at hand. */
    void skip() throws XMLStreamException {
        while (nextChild()) {
            skip();
        }
    }
}
