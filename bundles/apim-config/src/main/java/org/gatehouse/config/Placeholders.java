package org.gatehouse.config;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code ${name}} stands for in configuration files: a system property, or a value that an installation always has. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}]{1,128})}");
    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("carbon.context", ""),
            Map.entry("carbon.local.ip", "localhost"),
            Map.entry("mgt.transport.https.port", "9443"),
            Map.entry("mgt.transport.http.port", "9763"),
            Map.entry("http.nio.port", "8280"),
            Map.entry("https.nio.port", "8243"),
            Map.entry("admin.username", "admin"),
            Map.entry("admin.password", "admin"));

    private final UnaryOperator<@Nullable String> properties;

    Placeholders(UnaryOperator<@Nullable String> properties) {
        this.properties = properties;
    }

    /** The property's value, null if there is none. */
    @Nullable String property(String name) {
        String value = properties.apply(name);
        return value != null ? value : ALWAYS.get(name);
    }

    /**
     * The text with every placeholder replaced, once: what comes out is not looked at again.
     *
     * @throws IllegalArgumentException naming the property that is not set
     */
    String replacedIn(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String value = property(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("the system property " + match.group(1) + " to be set");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
