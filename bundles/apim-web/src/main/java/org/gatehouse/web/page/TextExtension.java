package org.gatehouse.web.page;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In templates: {@code text('key', …)}, the text with what goes into it, {@code day(instant)}, the date of it, and
 * {@code moment(instant)}, with the time of day.
 */
final class TextExtension extends AbstractExtension {
    private final Texts texts;

    TextExtension(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of(
                "text",
                new TextFunction(texts),
                "day",
                new TimeFunction("d MMM uuuu"),
                "moment",
                new TimeFunction("d MMM uuuu, HH:mm"));
    }

    private record TextFunction(Texts texts) implements Function {
        @Override
        public @Nullable List<String> getArgumentNames() {
            return null;
        }

        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
            Object[] details = IntStream.range(1, arguments.size())
                    .mapToObj(i -> arguments.get(String.valueOf(i)))
                    .flatMap(detail -> detail instanceof List<?> several ? several.stream() : Stream.of(detail))
                    .toArray();
            return texts.of(context.getLocale(), String.valueOf(arguments.get("0")), details);
        }
    }

    private record TimeFunction(String pattern) implements Function {
        @Override
        public List<String> getArgumentNames() {
            return List.of("instant");
        }

        @Override
        public Object execute(
                Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
            return DateTimeFormatter.ofPattern(pattern, context.getLocale())
                    .withZone(ZoneId.systemDefault())
                    .format((Instant) arguments.get("instant"));
        }
    }
}
