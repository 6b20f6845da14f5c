package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gatehouse.definitions.tree.Problems;
import org.gatehouse.definitions.tree.Tree;
import org.gatehouse.domain.catalog.Definition.Kind;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionProblem.Severity;
import org.gatehouse.domain.catalog.definition.MalformedDefinition;

/**
 * The operations of a definition, by their resources in the order of the text. Where a path is given with several fragments or queries, a
 * resource has several.
 *
 * @param kind which specification the definition says it follows
 * @param tree the definition
 * @param operations by their resource
 * @param problems what was not taken
 */
record Outline(Kind kind, Tree tree, Map<Operation.Key, List<Operation>> operations, List<DefinitionProblem> problems) {
    private static final int MOST_OPERATIONS = 5000;

    static Outline of(String text) {
        Tree tree = Tree.of(text);
        Problems problems = new Problems();
        tree.problems().forEach(problems::add);
        Kind kind = kind(tree.root(), problems);
        Map<Operation.Key, List<Operation>> operations = new LinkedHashMap<>();
        Consumer<Operation> found = operation -> {
            List<Operation> same = operations.computeIfAbsent(operation.key(), key -> new ArrayList<>(1));
            same.add(operation);
            if (same.size() > 1) {
                problems.warning(
                        operation.pointer(),
                        operation.key() + " is at " + same.get(0).pointer() + " already");
            }
        };
        if (kind == Kind.SWAGGER_1) {
            new Declarations(tree.root(), problems).each(found);
        } else {
            new PathItems(tree.root(), problems).each(found);
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw malformed("/paths", operations.size() + " operations (expected: at most " + MOST_OPERATIONS + ")");
        }
        return new Outline(kind, tree, operations, problems.found());
    }

    /** What says nothing is taken for Swagger 2.0, as it always was. */
    private static Kind kind(ObjectNode root, Problems problems) {
        if (root.has("openapi")) {
            return openApi(root.path("openapi").asText());
        }
        JsonNode older = root.path("swagger").isMissingNode() ? root.path("swaggerVersion") : root.path("swagger");
        String version = older.asText();
        if (version.startsWith("1.") && root.path("apis").isArray()) {
            return Kind.SWAGGER_1;
        }
        if (!version.equals("2.0") && !version.equals("2")) {
            if (!older.isMissingNode() || !root.path("paths").isObject()) {
                throw malformed(
                        older.isMissingNode() ? "" : "/swagger",
                        (older.isMissingNode() ? "no version" : "version " + version)
                                + " of Swagger (expected: 1.2 or 2.0, or openapi: 3.0, 3.1 or 3.2)");
            }
            problems.error("/swagger", "is missing (expected: 2.0)");
        }
        return Kind.SWAGGER_2;
    }

    private static Kind openApi(String version) {
        if (version.equals("3") || version.equals("3.0") || version.startsWith("3.0.")) {
            return Kind.OPENAPI_3_0;
        }
        if (version.equals("3.1") || version.startsWith("3.1.")) {
            return Kind.OPENAPI_3_1;
        }
        if (version.equals("3.2") || version.startsWith("3.2.")) {
            return Kind.OPENAPI_3_2;
        }
        throw malformed("/openapi", "version " + version + " (expected: 3.0, 3.1 or 3.2)");
    }

    /** What a resource's operation says; of several the first counts. */
    List<Operation> first() {
        return operations.values().stream().map(same -> same.get(0)).toList();
    }

    private static MalformedDefinition malformed(String place, String message) {
        return new MalformedDefinition(new DefinitionProblem(Severity.ERROR, place, message));
    }
}
