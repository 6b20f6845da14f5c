package org.gatehouse.definitions;

import io.swagger.parser.util.SwaggerDeserializer;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.converter.SwaggerConverter;
import io.swagger.v3.parser.util.OpenAPIDeserializer;
import java.util.function.Consumer;
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

    static void of(Outline before, Outline after, Deadline deadline, Consumer<DefinitionChange> told) {
        try {
            tell(
                    OpenApiDiff.compare(
                            model(before, deadline),
                            model(after, deadline),
                            OpenApiDiffOptions.builder().build()),
                    deadline,
                    told);
        } catch (Invalid late) {
            throw late;
        } catch (RuntimeException | StackOverflowError odd) {
            throw new Invalid(
                    "The definitions can't be compared: one breaks its specification in a way that stops it", odd);
        }
    }

    private static void tell(ChangedOpenApi changed, Deadline deadline, Consumer<DefinitionChange> told) {
        changed.getMissingEndpoints().forEach(gone -> told.accept(change(Effect.BREAKING, gone, "is gone")));
        changed.getNewEndpoints().forEach(added -> told.accept(change(Effect.COMPATIBLE, added, "is new")));
        changed.getChangedOperations().forEach(operation -> OperationSentences.tell(operation, deadline, told));
    }

    private static OpenAPI model(Outline outline, Deadline deadline) {
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
        if (model.getComponents() != null && model.getComponents().getSchemas() != null) {
            model.getComponents()
                    .setSchemas(deadline.within(model.getComponents().getSchemas()));
        }
        return model;
    }

    private static DefinitionChange change(Effect effect, Endpoint endpoint, String what) {
        return new DefinitionChange(effect, endpoint.getMethod() + " " + endpoint.getPathUrl(), what);
    }
}
