package org.gatehouse.definitions;

import io.swagger.parser.util.SwaggerDeserializer;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.converter.SwaggerConverter;
import io.swagger.v3.parser.util.OpenAPIDeserializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Definition.Kind;
import org.gatehouse.domain.catalog.definition.DefinitionChange;
import org.gatehouse.domain.catalog.definition.DefinitionChange.Effect;
import org.openapitools.openapidiff.core.compare.OpenApiDiff;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.Endpoint;

/** What openapi-diff finds, as sentences. */
final class Comparison {
    private Comparison() {}

    static List<DefinitionChange> of(Outline before, Outline after) {
        ChangedOpenApi changed = changed(before, after);
        List<DefinitionChange> changes = new ArrayList<>();
        changed.getMissingEndpoints().forEach(gone -> changes.add(change(Effect.BREAKING, gone, "is gone")));
        changed.getNewEndpoints().forEach(added -> changes.add(change(Effect.COMPATIBLE, added, "is new")));
        changed.getChangedOperations().forEach(operation -> changes.addAll(OperationSentences.of(operation)));
        changes.sort(Comparator.comparing(DefinitionChange::effect));
        return List.copyOf(changes);
    }

    private static ChangedOpenApi changed(Outline before, Outline after) {
        try {
            return OpenApiDiff.compare(
                    model(before), model(after), OpenApiDiffOptions.builder().build());
        } catch (RuntimeException | StackOverflowError odd) {
            throw new Invalid(
                    "The definitions can't be compared: one breaks its specification in a way that stops it", odd);
        }
    }

    private static OpenAPI model(Outline outline) {
        OpenAPI model = outline.kind() == Kind.SWAGGER_2
                ? new SwaggerConverter()
                        .convert(new SwaggerDeserializer()
                                .deserialize(outline.tree().root()))
                        .getOpenAPI()
                : new OpenAPIDeserializer()
                        .deserialize(outline.tree().root(), null, Specification.options())
                        .getOpenAPI();
        if (model == null) {
            throw new Invalid("definition: nothing that can be compared");
        }
        return model;
    }

    private static DefinitionChange change(Effect effect, Endpoint endpoint, String what) {
        return new DefinitionChange(effect, endpoint.getMethod() + " " + endpoint.getPathUrl(), what);
    }
}
