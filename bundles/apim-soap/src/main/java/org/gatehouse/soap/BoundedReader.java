package org.gatehouse.soap;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.gatehouse.front.Body;
import org.gatehouse.front.BodyRefused;

/** A parser that ends where a request has more elements, or has them deeper, than any honest one, and holds what they cost. */
final class BoundedReader extends StreamReaderDelegate {
    private static final int MOST_ELEMENTS = 50_000;
    private static final int MOST_LEVELS = 100;

    /** What Axiom needs in memory for an element or an attribute, by a wide estimate. */
    private static final int BYTES_OF_ELEMENT = 300;

    private final Body body;
    private int elements;
    private int levels;

    BoundedReader(XMLStreamReader parser, Body body) {
        super(parser);
        this.body = body;
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        try {
            switch (event) {
                case START_ELEMENT -> start();
                case END_ELEMENT -> levels--;
                case DTD -> throw new XMLStreamException("document types are not taken");
                case CHARACTERS, CDATA, COMMENT -> body.hold(2L * textLength());
                default -> {
                    // Nothing that is kept.
                }
            }
        } catch (BodyRefused refused) {
            throw new XMLStreamException(refused);
        }
        return event;
    }

    /** The parser reads texts when they are asked for, and what ends it there is not of the checked kind. */
    private int textLength() throws XMLStreamException {
        try {
            return getTextLength();
        } catch (RuntimeException lazy) {
            throw new XMLStreamException(lazy);
        }
    }

    private void start() throws BodyRefused {
        int more = 1 + getAttributeCount() + getNamespaceCount();
        elements += more;
        if (elements > MOST_ELEMENTS) {
            throw body.tooMuch("The envelope has more than " + MOST_ELEMENTS + " elements and attributes");
        }
        if (++levels > MOST_LEVELS) {
            throw body.tooMuch("The envelope is nested more than " + MOST_LEVELS + " levels deep");
        }
        body.hold((long) BYTES_OF_ELEMENT * more);
    }
}
