package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.gatehouse.definitions.tree.Problems;
import org.gatehouse.definitions.tree.Tree;
import org.jspecify.annotations.Nullable;

/** The operations of Swagger 2.0 and OpenAPI 3: {@code paths}, each with its verbs. */
final class PathItems {
    static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "head", "options", "patch");

    private static final Set<String> NOT_TAKEN = Set.of("trace", "query");
    private static final String TAKEN = " is not taken (expected: get, put, post, delete, head, options or patch)";
    private static final String REF = "$ref";
    private static final int MOST_REFS = 20;

    private final ObjectNode root;
    private final Problems problems;
    private final Copies copies = new Copies();

    PathItems(ObjectNode root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** What a path points to is put in its place. */
    void each(Consumer<Operation> operations) {
        JsonNode said = root.path("paths");
        if (said instanceof ObjectNode paths) {
            paths.properties().stream()
                    .filter(path -> !isExtension(path.getKey()))
                    .forEach(path -> item(paths, path, operations));
        } else if (!root.has("webhooks") && !root.has("components")) {
            problems.error("/paths", said.isMissingNode() ? "is missing" : "is no object");
        }
    }

    private void item(ObjectNode paths, Map.Entry<String, JsonNode> path, Consumer<Operation> operations) {
        String place = Pointers.below("/paths", path.getKey());
        ObjectNode item = resolved(path.getValue(), place);
        if (item == null) {
            return;
        }
        path.setValue(item);
        String pattern = Patterns.of(path.getKey(), place, problems);
        Runnable removePath = () -> paths.remove(path.getKey());
        for (Map.Entry<String, JsonNode> member : item.properties()) {
            String verb = member.getKey().toLowerCase(Locale.ROOT);
            String at = Pointers.below(place, member.getKey());
            if (VERBS.contains(verb)) {
                operation(item, member, new Where(pattern, at, removePath), operations);
            } else if (NOT_TAKEN.contains(verb)) {
                problems.warning(at, member.getKey() + TAKEN);
            }
        }
        for (Map.Entry<String, JsonNode> other :
                item.path("additionalOperations").properties()) {
            problems.warning(
                    Pointers.below(Pointers.below(place, "additionalOperations"), other.getKey()),
                    other.getKey() + TAKEN);
        }
    }

    private void operation(
            ObjectNode item, Map.Entry<String, JsonNode> member, Where where, Consumer<Operation> operations) {
        if (member.getValue().isNull()) {
            member.setValue(Tree.object());
        }
        if (!(member.getValue() instanceof ObjectNode said)) {
            problems.error(where.at, "is no object");
            return;
        }
        Runnable removal = () -> {
            item.remove(member.getKey());
            if (item.propertyStream()
                    .noneMatch(each -> VERBS.contains(each.getKey().toLowerCase(Locale.ROOT)))) {
                where.removePath.run();
            }
        };
        operations.accept(new Operation(
                new Operation.Key(member.getKey().toUpperCase(Locale.ROOT), where.pattern), where.at, said, removal));
    }

    /** What the item is: itself, or what it points to within the definition; what stands beside a reference counts more. */
    private @Nullable ObjectNode resolved(JsonNode item, String place) {
        JsonNode found = item;
        Set<String> seen = new HashSet<>();
        while (found instanceof ObjectNode object && object.path(REF).isTextual()) {
            String reference = object.get(REF).textValue();
            JsonNode target = Pointers.resolve(root, reference);
            if (!(target instanceof ObjectNode pointedTo) || !seen.add(reference) || seen.size() > MOST_REFS) {
                problems.error(
                        Pointers.below(place, REF),
                        reference + " leads to no path of this definition, and nothing outside of it is fetched");
                return null;
            }
            copies.take(pointedTo, place);
            ObjectNode whole = pointedTo.deepCopy();
            object.properties().stream()
                    .filter(each -> !each.getKey().equals(REF))
                    .forEach(each -> whole.set(each.getKey(), each.getValue()));
            found = whole;
        }
        if (found instanceof ObjectNode object) {
            return object;
        }
        problems.error(place, "is no object");
        return null;
    }

    private static boolean isExtension(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("x-");
    }

    /**
     * Where an operation is.
     *
     * @param pattern of its resource
     * @param at its place
     * @param removePath takes the whole path out of the definition
     */
    private record Where(String pattern, String at, Runnable removePath) {}
}
