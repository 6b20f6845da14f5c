package org.gatehouse.web.console.tiers;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Attributes of a tier as lines {@code name=value} of a form. One that would not come back from its line as it was, for it has a
 * line break, say, or a name with an equals sign, has no line: the form leaves it alone.
 */
final class AttributeLines {
    private AttributeLines() {}

    /** Those that have a line, in the order of their names. */
    static String shown(Map<String, String> attributes) {
        return new TreeMap<>(attributes)
                .entrySet().stream()
                        .filter(AttributeLines::hasLine)
                        .map(AttributeLines::line)
                        .collect(Collectors.joining("\n"));
    }

    /** Those that have none, by name. */
    static Map<String, String> kept(Map<String, String> attributes) {
        Map<String, String> kept = new TreeMap<>(attributes);
        kept.entrySet().removeIf(AttributeLines::hasLine);
        return kept;
    }

    /** The attribute of a line without white space around it; empty if it is none. */
    static Optional<Map.Entry<String, String>> read(String line) {
        int equals = line.indexOf('=');
        return equals < 1
                ? Optional.empty()
                : Optional.of(Map.entry(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip()));
    }

    private static boolean hasLine(Map.Entry<String, String> attribute) {
        String line = line(attribute);
        return line.lines().count() == 1
                && read(line.strip()).filter(attribute::equals).isPresent();
    }

    private static String line(Map.Entry<String, String> attribute) {
        return attribute.getKey() + "=" + attribute.getValue();
    }
}
