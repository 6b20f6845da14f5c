package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.parser.util.SwaggerDeserializer;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.util.OpenAPIDeserializer;
import java.util.List;
import org.gatehouse.definitions.tree.Problems;
import org.gatehouse.domain.catalog.Definition.Kind;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionProblem.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What swagger-parser says of a definition, each with its place in it. Only its first half is used: it resolves and fetches nothing. */
final class Specification {
    private static final Logger LOG = LoggerFactory.getLogger(Specification.class);

    private Specification() {}

    static List<DefinitionProblem> problems(Outline outline) {
        Problems problems = new Problems();
        try {
            ObjectNode root = InnerReferences.only(outline.tree().root());
            messages(outline.kind(), root).stream()
                    .distinct()
                    .limit(Problems.MOST)
                    .forEach(message -> problems.add(problem(message, root)));
        } catch (RuntimeException | StackOverflowError odd) {
            LOG.info("A definition of {} stopped its check", outline.kind().title(), odd);
            problems.warning("", "the check against the specification could not go on here");
        }
        return problems.found();
    }

    private static List<String> messages(Kind kind, ObjectNode root) {
        List<String> messages = switch (kind) {
            case SWAGGER_1 -> List.of();
            case SWAGGER_2 -> new SwaggerDeserializer().deserialize(root).getMessages();
            default ->
                new OpenAPIDeserializer().deserialize(root, null, options()).getMessages();
        };
        return messages == null ? List.of() : messages;
    }

    static ParseOptions options() {
        ParseOptions options = new ParseOptions();
        options.setResolve(false);
        options.setInferSchemaType(false);
        return options;
    }

    private static DefinitionProblem problem(String message, ObjectNode root) {
        ParserPlace place = ParserPlace.of(message.replaceFirst("^attribute ", ""), root);
        String rest = place.rest().replaceFirst("^(?:[. ]|\\[\\['unknown']])+", "");
        boolean isLess = rest.contains("unexpected") || rest.contains("deprecated");
        return new DefinitionProblem(
                isLess ? Severity.WARNING : Severity.ERROR,
                place.pointer(),
                rest.contains(" ") ? rest : rest + " can't be used here");
    }
}
