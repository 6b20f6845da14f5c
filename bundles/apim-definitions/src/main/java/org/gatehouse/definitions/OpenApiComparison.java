package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.gatehouse.definitions.tree.Tree;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Definition.Kind;
import org.gatehouse.domain.catalog.definition.DefinitionChange;
import org.gatehouse.domain.catalog.definition.DefinitionDiff;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Compares with openapi-diff, whose classes are loaded by the first comparison. */
@Component
public final class OpenApiComparison implements DefinitionDiff {
    private static final String PARAMETERS = "parameters";

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Duration longest;

    /** One for everybody. */
    @Activate
    public OpenApiComparison() {
        this(LONGEST);
    }

    OpenApiComparison(Duration longest) {
        this.longest = longest;
    }

    @Override
    public void compare(Definition before, Definition after, Consumer<DefinitionChange> told) {
        Comparison.of(prepared(before), prepared(after), Deadline.in(longest), told);
    }

    /** Resolved as far as the library wants it: paths in place, and what holds for all verbs of a path said of each. */
    private static Outline prepared(Definition definition) {
        Outline outline = Outline.of(definition.text());
        if (outline.kind() == Kind.SWAGGER_1) {
            throw new Invalid(
                    "definition: " + Kind.SWAGGER_1.title() + " (expected: Swagger 2.0 or OpenAPI 3, to be compared)");
        }
        InnerReferences.only(outline.tree().root());
        outline.tree().root().path("paths").forEach(OpenApiComparison::spread);
        return outline;
    }

    private static void spread(JsonNode item) {
        if (!(item.path(PARAMETERS) instanceof ArrayNode shared) || shared.isEmpty()) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : item.properties()) {
            if (PathItems.VERBS.contains(member.getKey().toLowerCase(Locale.ROOT))
                    && member.getValue() instanceof ObjectNode operation) {
                operation.set(PARAMETERS, together(operation.path(PARAMETERS), shared));
            }
        }
        ((ObjectNode) item).remove(PARAMETERS);
    }

    private static ArrayNode together(JsonNode own, ArrayNode shared) {
        ArrayNode all = Tree.object().arrayNode();
        own.forEach(all::add);
        for (JsonNode one : shared) {
            boolean isSaidAgain = one.has("name")
                    && own.valueStream()
                            .anyMatch(each -> each.path("name").equals(one.path("name"))
                                    && each.path("in").equals(one.path("in")));
            if (!isSaidAgain) {
                all.add(one);
            }
        }
        return all;
    }
}
