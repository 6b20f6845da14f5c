package org.gatehouse.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMFactory;
import org.apache.synapse.SynapseException;

/** Reads JSON that anyone may have sent, within the bounds that XML has, since it becomes as large a tree. */
public final class JsonReader {
    private static final int DEEPEST = 200;
    private static final int MOST_VALUES = 250_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final OMFactory factory = OMAbstractFactory.getOMFactory();
    private final JsonParser parser;
    private int values;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The element of a whole text.
     *
     * @throws SynapseException if it is not one JSON value, saying where
     */
    public static OMElement read(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            return new JsonReader(parser).only();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OMElement only() throws IOException {
        try {
            OMElement read = whole();
            if (parser.nextToken() != null) {
                throw refused("something follows the end");
            }
            return read;
        } catch (JsonProcessingException malformed) {
            throw refused(malformed.getOriginalMessage());
        }
    }

    private SynapseException refused(String why) {
        JsonLocation at = parser.currentLocation();
        return new SynapseException("The body is not well-formed JSON: line " + at.getLineNr() + ", column "
                + at.getColumnNr() + ": " + why);
    }

    private OMElement whole() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw refused("there is nothing");
        }
        OMElement top = factory.createOMElement(
                switch (first) {
                    case START_OBJECT -> Layout.OBJECT;
                    case START_ARRAY -> Layout.ARRAY;
                    default -> Layout.VALUE;
                },
                null);
        value(top);
        return top;
    }

    /** What the current token begins, into the element. */
    private void value(OMElement element) throws IOException {
        if (++values > MOST_VALUES) {
            throw refused("more than " + MOST_VALUES + " values");
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> object(element);
            case START_ARRAY -> array(element, Layout.ELEMENT);
            case VALUE_NULL ->
                element.addAttribute(
                        Layout.NIL.getLocalPart(),
                        "true",
                        factory.createOMNamespace(Layout.NIL.getNamespaceURI(), Layout.NIL.getPrefix()));
            case VALUE_STRING -> string(element, parser.getText());
            default -> element.setText(parser.getText());
        }
    }

    private void object(OMElement element) throws IOException {
        boolean empty = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            empty = false;
            String name = ElementName.of(Objects.requireNonNull(parser.currentName()));
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                array(element, name);
            } else {
                value(factory.createOMElement(name, null, element));
            }
        }
        if (empty) {
            factory.createOMProcessingInstruction(element, Layout.KIND, Layout.OBJECT_KIND);
        }
    }

    private void array(OMElement parent, String name) throws IOException {
        factory.createOMProcessingInstruction(parent, Layout.MULTIPLE, name);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(factory.createOMElement(name, null, parent));
        }
    }

    private void string(OMElement element, String text) {
        if (Primitive.is(text)) {
            factory.createOMProcessingInstruction(element, Layout.KIND, Layout.STRING_KIND);
        }
        ElementText.add(element, text);
    }
}
