package org.gatehouse.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.domain.xml.SafeXml;

/** Reads a small XML file into elements, bounded in depth and number. */
final class StrictXml {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 20_000;

    private final XMLStreamReader reader;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;

    private StrictXml(XMLStreamReader reader) {
        this.reader = reader;
    }

    static XmlElement parse(byte[] bytes) throws RefusedFile {
        try {
            return new StrictXml(SafeXml.events(bytes)).root();
        } catch (XMLStreamException e) {
            throw new RefusedFile(List.of(SafeXml.told(e)));
        }
    }

    private XmlElement root() throws XMLStreamException, RefusedFile {
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> root = end();
                default -> {
                    // Comments and processing instructions.
                }
            }
        }
        if (root == null) {
            throw refused(1, "no element (expected: a document)");
        }
        return root;
    }

    private void start() throws RefusedFile {
        if (open.size() >= MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw refused(
                    line(), "too large (expected: at most " + MAX_DEPTH + " levels and " + MAX_ELEMENTS + " elements)");
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        open.push(new Open(reader.getLocalName(), attributes, line()));
    }

    private XmlElement end() {
        XmlElement closed = open.pop().close();
        if (!open.isEmpty()) {
            open.element().children.add(closed);
        }
        return closed;
    }

    private int line() {
        return reader.getLocation().getLineNumber();
    }

    private static RefusedFile refused(int line, String problem) {
        return new RefusedFile(List.of("line " + line + ": " + problem));
    }

    private static final class Open {
        private final String name;
        private final Map<String, String> attributes;
        private final int line;
        private final StringBuilder text = new StringBuilder();
        private final List<XmlElement> children = new ArrayList<>();

        Open(String name, Map<String, String> attributes, int line) {
            this.name = name;
            this.attributes = attributes;
            this.line = line;
        }

        XmlElement close() {
            return new XmlElement(name, Map.copyOf(attributes), text.toString().strip(), line, List.copyOf(children));
        }
    }
}
