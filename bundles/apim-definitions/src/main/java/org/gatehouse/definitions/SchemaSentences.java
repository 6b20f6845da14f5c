package org.gatehouse.definitions;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.gatehouse.domain.catalog.definition.DefinitionChange.Effect;
import org.jspecify.annotations.Nullable;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedList;
import org.openapitools.openapidiff.core.model.ChangedSchema;

/** What has become of one value that is sent or answered. */
final class SchemaSentences {
    private static final int LONGEST = 500;

    private final BiConsumer<Effect, String> sentences;
    private final Set<ChangedSchema> told = Collections.newSetFromMap(new IdentityHashMap<>());

    SchemaSentences(BiConsumer<Effect, String> sentences) {
        this.sentences = sentences;
    }

    /** A schema may hold itself. */
    void tell(String of, ChangedSchema schema) {
        if (!schema.isDifferent() || !told.add(schema)) {
            return;
        }
        boolean isAnswer = schema.getContext() != null && schema.getContext().isResponse();
        if (schema.isChangedType()) {
            sentences.accept(Effect.BREAKING, of + " is of another type");
        }
        if (schema.isChangeFormat()) {
            sentences.accept(OperationSentences.effect(schema), "the format of " + of + " differs");
        }
        members(of, schema, isAnswer);
        bounds(schema).forEach((bound, changed) -> {
            if (OperationSentences.differs(changed)) {
                sentences.accept(OperationSentences.effect(changed), "the " + bound + " of " + of + " differs");
            }
        });
        schema.getChangedProperties().forEach((name, property) -> tell(below(of, name), property));
        if (schema.getItems() != null) {
            tell(cut("an element of " + of), schema.getItems());
        }
    }

    private void members(String of, ChangedSchema schema, boolean isAnswer) {
        List<String> required = added(schema.getRequired());
        schema.getMissingProperties()
                .keySet()
                .forEach(gone ->
                        sentences.accept(isAnswer ? Effect.BREAKING : Effect.COMPATIBLE, below(of, gone) + " is gone"));
        schema.getIncreasedProperties().keySet().forEach(name -> {
            boolean breaks = !isAnswer && required.contains(name);
            sentences.accept(
                    breaks ? Effect.BREAKING : Effect.COMPATIBLE,
                    below(of, name) + " is new" + (breaks ? " and required" : ""));
        });
        required.stream()
                .filter(name -> !schema.getIncreasedProperties().containsKey(name))
                .forEach(name -> sentences.accept(
                        isAnswer ? Effect.COMPATIBLE : Effect.BREAKING, below(of, name) + " is required now"));
        removed(schema.getRequired()).stream()
                .filter(name -> !schema.getMissingProperties().containsKey(name))
                .forEach(name -> sentences.accept(
                        isAnswer ? Effect.BREAKING : Effect.COMPATIBLE, below(of, name) + " is not required any more"));
        Effect wider = isAnswer ? Effect.BREAKING : Effect.COMPATIBLE;
        added(schema.getEnumeration()).forEach(value -> sentences.accept(wider, of + " may be " + value));
        Effect narrower = isAnswer ? Effect.COMPATIBLE : Effect.BREAKING;
        removed(schema.getEnumeration()).forEach(value -> sentences.accept(narrower, of + " is " + value + " no more"));
    }

    private static Map<String, @Nullable Changed> bounds(ChangedSchema schema) {
        Map<String, @Nullable Changed> bounds = new LinkedHashMap<>();
        bounds.put("greatest length", schema.getMaxLength());
        bounds.put("smallest length", schema.getMinLength());
        bounds.put("range", schema.getNumericRange());
        bounds.put("step", schema.getMultipleOf());
        bounds.put("greatest number of elements", schema.getMaxItems());
        bounds.put("smallest number of elements", schema.getMinItems());
        bounds.put("nullability", schema.getNullable());
        bounds.put("pattern", schema.getPattern());
        return bounds;
    }

    private static List<String> added(@Nullable ChangedList<?> list) {
        return list == null || list.getIncreased() == null
                ? List.of()
                : list.getIncreased().stream().map(String::valueOf).toList();
    }

    private static List<String> removed(@Nullable ChangedList<?> list) {
        return list == null || list.getMissing() == null
                ? List.of()
                : list.getMissing().stream().map(String::valueOf).toList();
    }

    private static String below(String of, String name) {
        return cut(cut(name) + " in " + of);
    }

    /** Schemas may lead to each other without end, each with a long name. */
    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
