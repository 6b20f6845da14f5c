package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Consumer;
import org.gatehouse.definitions.tree.Problems;

/** The operations of Swagger 1: {@code apis}, each with a path and a list of operations. */
final class Declarations {
    private final ObjectNode root;
    private final Problems problems;

    Declarations(ObjectNode root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    void each(Consumer<Operation> operations) {
        int index = 0;
        for (JsonNode api : root.path("apis")) {
            String place = "/apis/" + index++;
            String pattern = Patterns.of(api.path("path").asText(), place, problems);
            if (!api.path("operations").isArray()) {
                problems.error(
                        place, "has no operations (expected: the declaration of the resource, not a list of such)");
            }
            int number = 0;
            for (JsonNode one : api.path("operations")) {
                String at = place + "/operations/" + number++;
                String verb = one.path("method").asText(one.path("httpMethod").asText());
                if (one instanceof ObjectNode said && PathItems.VERBS.contains(verb.toLowerCase(Locale.ROOT))) {
                    operations.accept(new Operation(
                            new Operation.Key(verb.toUpperCase(Locale.ROOT), pattern),
                            at,
                            said,
                            () -> remove(api, said)));
                } else {
                    problems.warning(at, "the method \"" + verb + "\" is not taken");
                }
            }
        }
    }

    private static void remove(JsonNode api, ObjectNode operation) {
        for (Iterator<JsonNode> each = api.path("operations").elements(); each.hasNext(); ) {
            if (each.next().equals(operation)) {
                each.remove();
            }
        }
    }
}
