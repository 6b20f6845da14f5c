package org.gatehouse.definitions.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.gatehouse.domain.catalog.definition.DefinitionReader;

/** Reads JSON (RFC 8259), and tells where a name is given twice. */
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(DefinitionReader.MAX_BYTES)
                    .maxNumberLength(100_000)
                    .maxNestingDepth(Budget.MAX_DEPTH + 1)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Budget budget = new Budget();
    private final Problems problems;

    JsonText(Problems problems) {
        this.problems = problems;
    }

    JsonNode read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            JsonNode root = value(parser, 0);
            if (parser.nextToken() != null) {
                throw Budget.refused(place(parser.currentTokenLocation()), "something is behind the end of the JSON");
            }
            return root;
        } catch (JsonProcessingException broken) {
            JsonLocation at = broken.getLocation();
            String words = broken instanceof StreamConstraintsException
                    ? "nested too deep, or a name or a number that is too long"
                    : broken.getOriginalMessage();
            throw Budget.refused(at == null ? new Place(1, 1) : place(at), words);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private JsonNode value(JsonParser parser, int depth) throws IOException {
        Place at = place(parser.currentTokenLocation());
        Budget.requireShallow(depth, at);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            budget.take(1, at);
            return object(parser, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            budget.take(1, at);
            return array(parser, depth);
        }
        if (token == null) {
            throw Budget.refused(at, "nothing is there");
        }
        String text = parser.getText();
        budget.take(text, at);
        return switch (token) {
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Scalars.number(text);
            default -> TextNode.valueOf(text);
        };
    }

    private ObjectNode object(JsonParser parser, int depth) throws IOException {
        ObjectNode object = Tree.NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place at = place(parser.currentTokenLocation());
            budget.takeName(name, at);
            parser.nextToken();
            if (object.replace(name, value(parser, depth + 1)) != null) {
                problems.warning(at.toString(), name + " is given twice, and the later one counts");
            }
        }
        return object;
    }

    private ArrayNode array(JsonParser parser, int depth) throws IOException {
        ArrayNode array = Tree.NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, depth + 1));
        }
        return array;
    }

    private static Place place(JsonLocation at) {
        return new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
