package org.gatehouse.gateway.deployment;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.axiom.om.OMNode;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.util.xpath.SynapseXPath;

/**
 * Everything that an artefact is made of, as a text: two that are built of different elements have the same text only if the
 * difference has got lost. Of what is not Synapse's or ours there are values and collections.
 */
final class BuiltText {
    /** What is there at run time, the same for all. */
    private static final Set<String> SURROUNDINGS = Set.of(
            "org.apache.synapse.core.SynapseEnvironment",
            "org.apache.synapse.config.SynapseConfiguration",
            "org.gatehouse.gateway.plugin.Plugins");

    private static final String GENERATED = "endpoint_[0-9a-zA-Z_:-]+";

    private final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();

    private BuiltText() {}

    static String of(Object built) {
        BuiltText writing = new BuiltText();
        writing.write(built);
        return writing.text.toString();
    }

    private void write(Object value) {
        if (value == null || isValue(value)) {
            text.append(String.valueOf(value).replaceAll(GENERATED, "generated"))
                    .append('\n');
            return;
        }
        Integer before = seen.putIfAbsent(value, seen.size());
        if (before != null) {
            text.append('#').append(before).append('\n');
            return;
        }
        Class<?> type = value.getClass();
        text.append(type.isHidden() ? "lambda" : type.getName()).append('\n');
        if (value instanceof SynapseXPath path) {
            text.append(path).append('\n');
            write(path.getNamespaces());
        } else if (value instanceof Collection<?> many) {
            many.forEach(this::write);
        } else if (value instanceof Map<?, ?> pairs) {
            pairs.entrySet().stream()
                    .sorted((a, b) -> String.valueOf(a.getKey()).compareTo(String.valueOf(b.getKey())))
                    .forEach(pair -> {
                        write(pair.getKey());
                        write(pair.getValue());
                    });
        } else if (type.isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                write(Array.get(value, i));
            }
        } else if (isOpen(type)) {
            fields(value, type);
        }
    }

    private void fields(Object value, Class<?> type) {
        for (Class<?> at = type; at != null && isOpen(at); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !isSurrounding(field)) {
                    field.setAccessible(true);
                    text.append(field.getName()).append(": ");
                    try {
                        write(field.get(value));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }

    private static boolean isSurrounding(Field field) {
        // Numbers that are counted up from one object to the next, and lines, which move with what stands above.
        return SURROUNDINGS.contains(field.getType().getName())
                || Set.of("number", "tried", "failed", "line").contains(field.getName());
    }

    private static boolean isOpen(Class<?> type) {
        return type.getName().startsWith("org.gatehouse.") || type.getName().startsWith("org.apache.synapse.");
    }

    private static boolean isValue(Object value) {
        return value instanceof OMNode
                || value instanceof Enum<?>
                || value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || Set.of("javax.xml.namespace", "java.util.regex", "java.time", "java.net")
                        .contains(value.getClass().getPackageName())
                || value == SynapseConstants.SYNAPSE_OMNAMESPACE;
    }
}
