package org.gatehouse.definitions.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML from its events, so that no class is ever made of a tag, and that what stands for something else is paid for as
 * often as it stands there.
 */
final class YamlText {
    private static final String MERGE = "<<";

    private final Budget budget = new Budget();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Problems problems;
    private int deepest;

    YamlText(Problems problems) {
        this.problems = problems;
    }

    JsonNode read(String text) {
        LoaderOptions bounds = new LoaderOptions();
        bounds.setCodePointLimit(DefinitionReader.MAX_BYTES);
        try {
            Iterator<Event> events =
                    new Yaml(bounds).parse(new StringReader(text)).iterator();
            return document(events);
        } catch (MarkedYAMLException broken) {
            Mark at = broken.getProblemMark();
            throw Budget.refused(
                    at == null ? new Place(1, 1) : place(at),
                    broken.getProblem() == null ? "no YAML" : broken.getProblem());
        } catch (YAMLException broken) {
            throw Budget.refused(new Place(1, 1), String.valueOf(broken.getMessage()));
        }
    }

    private JsonNode document(Iterator<Event> events) {
        while (events.hasNext()) {
            Event event = events.next();
            if (event.is(Event.ID.StreamEnd)) {
                break;
            }
            if (!event.is(Event.ID.StreamStart) && !event.is(Event.ID.DocumentStart)) {
                JsonNode root = node(event, events, 0);
                requireEnd(events);
                return root;
            }
        }
        throw Budget.refused(new Place(1, 1), "nothing is there");
    }

    private void requireEnd(Iterator<Event> events) {
        events.next();
        Event after = events.next();
        if (after.is(Event.ID.DocumentStart)) {
            problems.error(
                    place(after.getStartMark()).toString(),
                    "a second document begins here (expected: one, and only the first is read)");
        }
    }

    private JsonNode node(Event event, Iterator<Event> events, int depth) {
        Place at = place(event.getStartMark());
        Budget.requireShallow(depth, at);
        if (event instanceof AliasEvent alias) {
            return copy(alias, depth, at);
        }
        int outside = deepest;
        deepest = depth;
        int before = budget.left();
        budget.take(1, at);
        JsonNode node;
        if (event instanceof ScalarEvent scalar) {
            budget.take(scalar.getValue(), at);
            node = scalar(scalar);
        } else if (event instanceof SequenceStartEvent) {
            node = sequence(events, depth);
        } else if (event instanceof MappingStartEvent) {
            node = mapping(events, depth);
        } else {
            throw Budget.refused(at, "no value");
        }
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, new Anchored(node, before - budget.left(), deepest - depth));
        }
        deepest = Math.max(deepest, outside);
        return node;
    }

    private JsonNode copy(AliasEvent alias, int depth, Place at) {
        Anchored anchored = anchors.get(alias.getAnchor());
        if (anchored == null) {
            throw Budget.refused(at, "*" + alias.getAnchor() + " stands for nothing, or for what it is in itself");
        }
        Budget.requireShallow(depth + anchored.height, at);
        budget.take(anchored.shares, at);
        deepest = Math.max(deepest, depth + anchored.height);
        return anchored.node.deepCopy();
    }

    private static JsonNode scalar(ScalarEvent scalar) {
        boolean isPlain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        boolean isText = Tag.STR.getValue().equals(scalar.getTag()) || "!".equals(scalar.getTag());
        return isPlain && !isText ? Scalars.plain(scalar.getValue()) : TextNode.valueOf(scalar.getValue());
    }

    private ArrayNode sequence(Iterator<Event> events, int depth) {
        ArrayNode sequence = Tree.NODES.arrayNode();
        Event event = events.next();
        while (!event.is(Event.ID.SequenceEnd)) {
            sequence.add(node(event, events, depth + 1));
            event = events.next();
        }
        return sequence;
    }

    private ObjectNode mapping(Iterator<Event> events, int depth) {
        ObjectNode mapping = Tree.NODES.objectNode();
        JsonNode merged = null;
        Event event = events.next();
        while (!event.is(Event.ID.MappingEnd)) {
            String name = name(event, depth + 1);
            JsonNode value = node(events.next(), events, depth + 1);
            if (name.equals(MERGE)) {
                merged = value;
            } else if (mapping.replace(name, value) != null) {
                problems.warning(
                        place(event.getStartMark()).toString(), name + " is given twice, and the later one counts");
            }
            event = events.next();
        }
        merge(merged, mapping);
        return mapping;
    }

    /** A name as it is written: the status 200 is a text. */
    private String name(Event event, int depth) {
        Place at = place(event.getStartMark());
        if (event instanceof ScalarEvent scalar) {
            budget.takeName(scalar.getValue(), at);
            if (scalar.getAnchor() != null) {
                anchors.put(scalar.getAnchor(), new Anchored(TextNode.valueOf(scalar.getValue()), 1, 0));
            }
            return scalar.getValue();
        }
        if (event instanceof AliasEvent alias && copy(alias, depth, at) instanceof TextNode text) {
            budget.takeName(text.textValue(), at);
            return text.textValue();
        }
        throw Budget.refused(at, "a name that is no text");
    }

    /** What is said in the mapping itself counts, then the first of those merged into it. */
    private static void merge(@Nullable JsonNode merged, ObjectNode into) {
        if (merged instanceof ObjectNode object) {
            object.properties().forEach(member -> into.putIfAbsent(member.getKey(), member.getValue()));
        } else if (merged instanceof ArrayNode several) {
            several.forEach(one -> merge(one instanceof ArrayNode ? null : one, into));
        }
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /**
     * What an alias stands for.
     *
     * @param node the value
     * @param shares what it has cost
     * @param height how deep values are nested in it
     */
    private record Anchored(JsonNode node, int shares, int height) {}
}
