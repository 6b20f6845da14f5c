package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads on the tree of the text, and checks with swagger-parser, whose classes are loaded by the first check. */
@Component
public final class SwaggerReader implements DefinitionReader {
    /** One for everybody. */
    @Activate
    public SwaggerReader() {}

    @Override
    public ParsedDefinition read(String text) {
        Outline outline = Outline.of(text);
        ObjectNode root = outline.tree().root();
        JsonNode info = root.path("info");
        List<ApiResource> resources =
                outline.first().stream().map(Members::resource).toList();
        return new ParsedDefinition(
                new Definition(text, outline.tree().syntax(), outline.kind()),
                info.path("title").asText(root.path("resourcePath").asText("")),
                info.path("version").asText(root.path("apiVersion").asText("")),
                info.path("description").asText(""),
                resources,
                Members.scopes(root),
                Servers.of(outline.kind(), root),
                outline.problems());
    }

    @Override
    public List<DefinitionProblem> check(Definition definition) {
        Outline outline = Outline.of(definition.text());
        // The check takes out what leads outside, so it is the second.
        List<DefinitionProblem> lint = Lint.problems(outline);
        return Stream.concat(Specification.problems(outline).stream(), lint.stream())
                .sorted(Comparator.comparing(DefinitionProblem::severity))
                .toList();
    }
}
