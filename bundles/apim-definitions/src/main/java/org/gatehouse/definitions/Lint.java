package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.definitions.tree.Problems;
import org.gatehouse.domain.catalog.Definition.Kind;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionProblem.Severity;

/** What no specification forbids, or no parser looks at, and those who build on a definition stumble over. */
final class Lint {
    private static final String REF = "$ref";
    private static final String ID = "operationId";

    private final Outline outline;
    private final Problems problems = new Problems();

    private Lint(Outline outline) {
        this.outline = outline;
    }

    static List<DefinitionProblem> problems(Outline outline) {
        Lint lint = new Lint(outline);
        lint.references(outline.tree().root(), "");
        if (outline.kind() != Kind.SWAGGER_1) {
            lint.operations();
            lint.patterns();
        }
        lint.servers();
        return lint.problems.found();
    }

    /** What is an example or a default is a value of its own, whatever its members are called. */
    private void references(JsonNode node, String place) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                references(array.get(i), place + "/" + i);
            }
        } else if (node instanceof ObjectNode object) {
            reference(object, place);
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                boolean isValue = member.getKey().startsWith("x-")
                        || Stream.of("example", "examples", "default", "enum", "value", "const")
                                .anyMatch(member.getKey()::equals);
                if (!isValue || place.endsWith("/properties")) {
                    references(member.getValue(), Pointers.below(place, member.getKey()));
                }
            }
        }
    }

    private void reference(ObjectNode object, String place) {
        JsonNode reference = object.path(REF);
        if (!reference.isTextual()) {
            return;
        }
        String to = reference.textValue();
        String at = Pointers.below(place, REF);
        if (!to.startsWith("#")) {
            problems.warning(at, to + " is outside of the definition: it is not fetched, and who reads this needs it");
        } else if (to.startsWith("#/")
                && Pointers.resolve(outline.tree().root(), to).isMissingNode()) {
            problems.error(at, to + " leads nowhere");
        }
    }

    private void operations() {
        Map<String, String> ids = new HashMap<>();
        for (Operation operation : outline.first()) {
            JsonNode said = operation.node();
            String id = said.path(ID).asText("");
            String before = id.isEmpty() ? null : ids.putIfAbsent(id, operation.pointer());
            if (before != null) {
                problems.warning(
                        Pointers.below(operation.pointer(), ID), id + " is the name of " + before + " already");
            }
            if (id.isEmpty()) {
                hint(operation.pointer(), "has no operationId: generated clients name it by its path");
            }
            if (said.path("summary").asText("").isBlank()
                    && said.path("description").asText("").isBlank()) {
                hint(operation.pointer(), "has neither summary nor description");
            }
            responses(operation);
        }
    }

    private void responses(Operation operation) {
        JsonNode responses = operation.node().path("responses");
        boolean isGood =
                responses.propertyStream().anyMatch(each -> each.getKey().matches("[123].*|default"));
        if (!responses.isEmpty() && !isGood) {
            problems.warning(
                    Pointers.below(operation.pointer(), "responses"),
                    "has failures only: nothing says what success is");
        }
    }

    /** Of two patterns that differ in the names of their variables only, calls reach one. */
    private void patterns() {
        Map<String, Operation> shapes = new HashMap<>();
        for (Operation operation : outline.first()) {
            String shape = operation.key().verb() + " "
                    + operation.key().pattern().replaceAll("\\{[^/{}]*}", "{}").replaceFirst("/$", "");
            Operation before = shapes.putIfAbsent(shape, operation);
            if (before != null) {
                problems.warning(
                        operation.pointer(),
                        operation.key() + " and " + before.key() + " are the same to a caller: one of them is reached");
            }
        }
    }

    private void servers() {
        for (String server : Servers.of(outline.kind(), outline.tree().root())) {
            if (server.startsWith("http://")) {
                hint("", "the server " + server + " is spoken to without TLS");
            }
        }
    }

    private void hint(String place, String message) {
        problems.add(new DefinitionProblem(Severity.HINT, place, message));
    }
}
