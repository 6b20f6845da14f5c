package org.gatehouse.definitions;

import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Map;
import java.util.function.Consumer;
import org.gatehouse.domain.catalog.definition.DefinitionChange;
import org.gatehouse.domain.catalog.definition.DefinitionChange.Effect;
import org.jspecify.annotations.Nullable;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedApiResponse;
import org.openapitools.openapidiff.core.model.ChangedContent;
import org.openapitools.openapidiff.core.model.ChangedMediaType;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.ChangedParameter;
import org.openapitools.openapidiff.core.model.ChangedParameters;
import org.openapitools.openapidiff.core.model.ChangedRequestBody;
import org.openapitools.openapidiff.core.model.ChangedResponse;
import org.openapitools.openapidiff.core.model.DiffResult;

/** What has become of one operation. */
final class OperationSentences {
    private final String resource;
    private final Deadline deadline;
    private final Consumer<DefinitionChange> told;
    private @Nullable Effect worstTold;

    private OperationSentences(ChangedOperation operation, Deadline deadline, Consumer<DefinitionChange> told) {
        this.deadline = deadline;
        this.told = told;
        resource = operation.getHttpMethod() + " " + operation.getPathUrl();
    }

    static void tell(ChangedOperation operation, Deadline deadline, Consumer<DefinitionChange> told) {
        OperationSentences sentences = new OperationSentences(operation, deadline, told);
        sentences.parameters(operation.getParameters());
        sentences.body(operation.getRequestBody());
        sentences.responses(operation.getApiResponses());
        if (operation.isDeprecated()) {
            sentences.add(Effect.WORDS, "is deprecated");
        }
        if (differs(operation.getSecurityRequirements())) {
            sentences.add(effect(operation.getSecurityRequirements()), "its security differs");
        }
        sentences.requireTold(operation);
    }

    /** Nothing that the library found stays untold, though it may have no sentence of its own here. */
    private void requireTold(ChangedOperation operation) {
        Effect worst = effect(operation);
        boolean isTold = worstTold != null && worstTold.compareTo(worst) <= 0;
        if (!isTold && operation.isDifferent()) {
            add(worst, worst == Effect.WORDS ? "is described in other words" : "differs in its details");
        }
    }

    private void parameters(@Nullable ChangedParameters parameters) {
        if (parameters == null) {
            return;
        }
        parameters.getMissing().forEach(gone -> add(Effect.BREAKING, name(gone) + " is gone"));
        for (Parameter added : parameters.getIncreased()) {
            boolean isRequired = Boolean.TRUE.equals(added.getRequired());
            add(
                    isRequired ? Effect.BREAKING : Effect.COMPATIBLE,
                    name(added) + " is new" + (isRequired ? " and required" : ""));
        }
        parameters.getChanged().forEach(this::parameter);
    }

    private void parameter(ChangedParameter parameter) {
        String name = name(parameter.getNewParameter());
        if (parameter.isChangeRequired()) {
            boolean isRequired = Boolean.TRUE.equals(parameter.getNewParameter().getRequired());
            add(
                    isRequired ? Effect.BREAKING : Effect.COMPATIBLE,
                    name + (isRequired ? " is required now" : " is not required any more"));
        }
        if (parameter.getSchema() != null) {
            new SchemaSentences(this::add).tell(name, parameter.getSchema());
        }
        content(name, parameter.getContent());
    }

    private void body(@Nullable ChangedRequestBody body) {
        if (body == null) {
            return;
        }
        if (body.isChangeRequired()) {
            boolean isRequired = body.getNewRequestBody() != null
                    && Boolean.TRUE.equals(body.getNewRequestBody().getRequired());
            add(
                    isRequired ? Effect.BREAKING : Effect.COMPATIBLE,
                    isRequired ? "the body is required now" : "the body is not required any more");
        }
        content("the body", body.getContent());
    }

    private void responses(@Nullable ChangedApiResponse responses) {
        if (responses == null) {
            return;
        }
        responses.getMissing().keySet().forEach(gone -> add(Effect.BREAKING, "the response " + gone + " is gone"));
        responses.getIncreased().keySet().forEach(added -> add(Effect.COMPATIBLE, "the response " + added + " is new"));
        for (Map.Entry<String, ChangedResponse> response :
                responses.getChanged().entrySet()) {
            content("the response " + response.getKey(), response.getValue().getContent());
            if (differs(response.getValue().getHeaders())) {
                add(
                        effect(response.getValue().getHeaders()),
                        "the headers of the response " + response.getKey() + " differ");
            }
        }
    }

    private void content(String of, @Nullable ChangedContent content) {
        if (content == null) {
            return;
        }
        content.getMissing().keySet().forEach(gone -> add(Effect.BREAKING, of + " is " + gone + " no more"));
        content.getIncreased().keySet().forEach(added -> add(Effect.COMPATIBLE, of + " may be " + added));
        for (Map.Entry<String, ChangedMediaType> type : content.getChanged().entrySet()) {
            deadline.check();
            if (type.getValue().getSchema() != null) {
                new SchemaSentences(this::add)
                        .tell(of + " (" + type.getKey() + ")", type.getValue().getSchema());
            }
        }
    }

    private void add(Effect effect, String what) {
        if (worstTold == null || effect.compareTo(worstTold) < 0) {
            worstTold = effect;
        }
        deadline.check();
        told.accept(new DefinitionChange(effect, resource, what));
    }

    private static String name(Parameter parameter) {
        return "the parameter " + parameter.getName() + " (" + parameter.getIn() + ")";
    }

    static boolean differs(@Nullable Changed changed) {
        return changed != null && changed.isDifferent();
    }

    static Effect effect(Changed changed) {
        if (changed.isIncompatible()) {
            return Effect.BREAKING;
        }
        return changed.isChanged() == DiffResult.METADATA ? Effect.WORDS : Effect.COMPATIBLE;
    }
}
