package org.gatehouse.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Records as YAML and back. What says nothing is left out, and may be; sets are in alphabetical order, so that the same is always
 * written alike. A member that nobody knows is refused: it would be a typing error that nobody sees.
 */
final class Yaml {
    private static final int LONGEST_TEXT = 2 << 20;
    private static final int LONGEST_SHOWN = 100;

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .loaderOptions(bounds())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .withConfigOverride(String.class, Yaml::emptyIfMissing)
            .withConfigOverride(List.class, Yaml::emptyIfMissing)
            .withConfigOverride(Set.class, Yaml::emptyIfMissing)
            .withConfigOverride(Map.class, Yaml::emptyIfMissing)
            .addModule(new SimpleModule().addSerializer(new InOrder()))
            .build();

    private Yaml() {}

    private static void emptyIfMissing(MutableConfigOverride type) {
        type.setSetterInfo(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL));
    }

    private static LoaderOptions bounds() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_TEXT);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        return options;
    }

    static byte[] write(Object value) {
        try {
            return YAML.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // records, collections and texts can be written
        }
    }

    /**
     * The record that a file says.
     *
     * @throws Invalid naming file, line and member of what is not as expected
     */
    static <T> T read(String file, byte[] yaml, Class<T> type) {
        try {
            T read = YAML.readValue(text(file, yaml), type);
            if (read == null) {
                throw new Invalid(file + ": nothing in it (expected: settings)");
            }
            return read;
        } catch (JsonProcessingException refused) {
            // A record is made at its end, and only there are members found that it does not have.
            String line = refused instanceof UnrecognizedPropertyException ? "" : line(refused.getLocation());
            throw new Invalid(file + line + ": " + words(refused), refused);
        }
    }

    /**
     * A file as text.
     *
     * @throws Invalid if it is not UTF-8
     */
    static String text(String file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException odd) {
            throw new Invalid(file + ": not UTF-8 (expected: a text in UTF-8)", odd);
        }
    }

    private static String line(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1 ? "" : ", line " + location.getLineNr();
    }

    private static String words(JsonProcessingException refused) {
        if (refused instanceof UnrecognizedPropertyException unknown) {
            String known = Stream.ofNullable(unknown.getKnownPropertyIds())
                    .flatMap(Collection::stream)
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return path(unknown) + " (expected: one of " + known + ")";
        }
        if (refused instanceof InvalidFormatException odd) {
            return path(odd) + ": " + shown(odd.getValue()) + " (expected: " + expected(odd.getTargetType()) + ")";
        }
        if (refused instanceof MismatchedInputException other) {
            return path(other) + " (expected: " + expected(other.getTargetType()) + ")";
        }
        if (refused instanceof JsonMappingException within && within.getCause() instanceof Invalid invalid) {
            return path(within) + ": " + invalid.getMessage();
        }
        return "not YAML (" + firstLine(String.valueOf(refused.getOriginalMessage())) + ")";
    }

    private static String path(JsonMappingException refused) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : refused.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shown(step.getFieldName()));
            }
        }
        return path.isEmpty() ? "the file" : path.toString();
    }

    private static String shown(@Nullable Object value) {
        String text = firstLine(String.valueOf(value));
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null || Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "members with names";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type == int.class ? "a whole number" : "a text";
    }

    /** Sets have no order of their own, or another in each process. */
    @SuppressWarnings("rawtypes") // as Jackson asks for them
    private static final class InOrder extends JsonSerializer<Set> {
        @Override
        public Class<Set> handledType() {
            return Set.class;
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Set value) {
            return value.isEmpty();
        }

        @Override
        public void serialize(Set value, JsonGenerator yaml, SerializerProvider provider) throws IOException {
            yaml.writeStartArray();
            for (String each : texts(value)) {
                yaml.writeString(each);
            }
            yaml.writeEndArray();
        }

        private static List<String> texts(Set<?> value) {
            TreeSet<String> sorted = new TreeSet<>();
            value.forEach(each -> sorted.add(String.valueOf(each)));
            return List.copyOf(sorted);
        }
    }
}
