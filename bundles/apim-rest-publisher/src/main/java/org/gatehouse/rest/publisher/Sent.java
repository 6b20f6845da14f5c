package org.gatehouse.rest.publisher;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An object that was sent, or a part of it. What is not as expected is noted by its JSON pointer (RFC 6901), and told all at once
 * by {@link #check}; until then something harmless stands in its place.
 */
final class Sent {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_ERRORS = 50;
    private static final int LONGEST_SHOWN = 100;

    private final ObjectNode node;
    private final String pointer;
    private final List<String[]> errors;

    private Sent(ObjectNode node, String pointer, List<String[]> errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    static Sent of(byte[] body) {
        return new Sent(Json.object(body), "", new ArrayList<>());
    }

    boolean has(String name) {
        return node.has(name);
    }

    /** Notes every member that is none of these. */
    Sent only(String... names) {
        Set<String> known = Set.of(names);
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && errors.size() <= MOST_ERRORS) {
                refuse(name, "there is no such member (expected: " + String.join(", ", names) + ")");
            }
        });
        return this;
    }

    /** What is beyond the bound is not kept: there may be as many as somebody likes to send. */
    private void note(String place, String message) {
        if (errors.size() <= MOST_ERRORS) {
            errors.add(new String[] {place, message});
        }
    }

    /** Throws what was noted, if anything was. */
    void check() {
        if (!errors.isEmpty()) {
            Problem problem = new Problem(
                    ProblemType.INVALID,
                    errors.get(0)[0] + ": " + errors.get(0)[1]
                            + (errors.size() == 1 ? "" : ", and " + others() + " more") + ".");
            errors.stream().limit(MOST_ERRORS).forEach(error -> problem.at(error[0], error[1]));
            throw problem;
        }
    }

    private String others() {
        return errors.size() > MOST_ERRORS ? "at least " + MOST_ERRORS : String.valueOf(errors.size() - 1);
    }

    void refuse(String name, String message) {
        note(at(name), message);
    }

    private String at(String name) {
        String shown = name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
        return pointer + "/" + shown.replace("~", "~0").replace("/", "~1");
    }

    String text(String name, String otherwise) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            refuse(name, "expected a string");
            return otherwise;
        }
        return value.textValue();
    }

    String required(String name) {
        if (!has(name)) {
            refuse(name, "expected, and missing");
        }
        String text = text(name, "");
        if (has(name) && node.path(name).isTextual() && text.isBlank()) {
            refuse(name, "expected something that is not blank");
        }
        return text;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            refuse(name, "expected true or false");
        }
        return value.asBoolean(otherwise);
    }

    /** Not below 0. */
    int number(String name, int otherwise) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            refuse(name, "expected a whole number from 0 to " + Integer.MAX_VALUE);
            return otherwise;
        }
        return value.intValue();
    }

    <E extends Enum<E>> E choice(String name, Class<E> choices, E otherwise) {
        String text = text(name, otherwise.name());
        return Stream.of(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(text))
                .findFirst()
                .orElseGet(() -> {
                    refuse(name, "expected one of " + Arrays.toString(choices.getEnumConstants()));
                    return otherwise;
                });
    }

    /** Words: not blank, no commas, none twice, in the order given. */
    List<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        JsonNode values = array(name);
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = values.get(i);
            String text = value.isTextual() ? value.textValue().strip() : "";
            if (text.isEmpty() || text.length() > 200 || text.indexOf(',') >= 0) {
                note(at(name) + "/" + i, "expected a string of 1 to 200 characters without commas");
            } else if (!words.add(text)) {
                note(at(name) + "/" + i, "is given twice");
            }
        }
        return List.copyOf(words);
    }

    private JsonNode array(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isArray()) {
            refuse(name, "expected a list");
        }
        return value.isArray() ? value : JsonNodeFactory.instance.arrayNode();
    }

    /** An object within this one; one without members if there is none. */
    Sent object(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isObject()) {
            refuse(name, "expected an object");
        }
        return new Sent(
                value instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(), at(name), errors);
    }

    List<Sent> objects(String name) {
        List<Sent> objects = new ArrayList<>();
        JsonNode values = array(name);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof ObjectNode object) {
                objects.add(new Sent(object, at(name) + "/" + i, errors));
            } else {
                note(at(name) + "/" + i, "expected an object");
            }
        }
        return objects;
    }

    /** An object whose members others look at. */
    Map<String, Object> free(String name) {
        object(name);
        return node.path(name) instanceof ObjectNode object
                ? JSON.convertValue(object, new TypeReference<Map<String, Object>>() {})
                : Map.of();
    }

    /** Notes a member that says something else than what is there, and cannot be changed here. */
    void unchanged(String name, JsonNode stored, String how) {
        if (has(name) && !node.path(name).equals(stored)) {
            refuse(name, "is not changed here (expected: as it is read, or left out" + how + ")");
        }
    }
}
