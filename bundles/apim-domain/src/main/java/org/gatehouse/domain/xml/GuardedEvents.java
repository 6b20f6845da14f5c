package org.gatehouse.domain.xml;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** Events that end at the first one that {@link SafeXml} does not take. */
final class GuardedEvents extends StreamReaderDelegate {
    private int levels;

    GuardedEvents(XMLStreamReader events) {
        super(events);
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        switch (event) {
            case DTD -> throw new Refusal(SafeXml.DOCUMENT_TYPE, this);
            case ENTITY_REFERENCE -> throw new Refusal("the entity '" + getLocalName() + "' (expected: none)", this);
            case START_ELEMENT -> {
                if (++levels > SafeXml.MOST_LEVELS) {
                    throw new Refusal("too deep (expected: at most " + SafeXml.MOST_LEVELS + " levels)", this);
                }
            }
            case END_ELEMENT -> levels--;
            default -> {
                // Text, comments and instructions.
            }
        }
        return event;
    }

    /** By way of {@link #next}, for the bounds to hold. */
    @Override
    public int nextTag() throws XMLStreamException {
        int event = next();
        while ((event == CHARACTERS && isWhiteSpace()) || event == COMMENT || event == PROCESSING_INSTRUCTION) {
            event = next();
        }
        if (event != START_ELEMENT && event != END_ELEMENT) {
            throw new Refusal("text (expected: an element)", this);
        }
        return event;
    }

    /** By way of {@link #next}, for the levels to be counted. */
    @Override
    public String getElementText() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        String name = getLocalName();
        for (int event = next(); event != END_ELEMENT; event = next()) {
            if (event == START_ELEMENT) {
                throw new Refusal("an element in " + name + " (expected: text)", this);
            }
            if (event != COMMENT && event != PROCESSING_INSTRUCTION) {
                text.append(getText());
            }
        }
        return text.toString();
    }

    /** What is well-formed and yet not taken. */
    static final class Refusal extends XMLStreamException {
        private static final long serialVersionUID = 1;

        private final String what;

        Refusal(String what, XMLStreamReader at) {
            super(what, at.getLocation());
            this.what = what;
        }

        String what() {
            return what;
        }
    }
}
