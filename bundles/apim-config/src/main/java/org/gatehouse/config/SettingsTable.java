package org.gatehouse.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a table of settings finds in a file, as one set of properties for each PID, and what is wrong with it. */
final class SettingsTable {
    private static final int MAX_OFFSET = 50_000;

    private final XmlElement root;
    private final Placeholders placeholders;
    private final int offset;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Map<String, Object>> properties = new TreeMap<>();

    SettingsTable(XmlElement root, Placeholders placeholders) {
        this.root = root;
        this.placeholders = placeholders;
        this.offset = offset(placeholders);
    }

    /** All that was found. */
    Map<String, Map<String, Object>> properties() throws RefusedFile {
        if (!problems.isEmpty()) {
            throw new RefusedFile(problems);
        }
        return properties;
    }

    void read(Setting setting) {
        List<XmlElement> elements = root.all(setting.path());
        if (setting.kind() == Kind.LIST) {
            readList(setting, elements);
            return;
        }
        if (elements.size() > 1) {
            problem(elements.get(1).line(), setting.path() + ": given " + elements.size() + " times (expected: once)");
            return;
        }
        if (elements.isEmpty()) {
            if (setting.fallback() != null) {
                put(setting, value(setting, setting.fallback(), 0));
            }
            return;
        }
        XmlElement element = elements.get(0);
        if (element.text().isEmpty() && setting.fallback() == null) {
            return;
        }
        put(setting, value(setting, element.text(), element.line()));
    }

    private void readList(Setting setting, List<XmlElement> elements) {
        List<String> values = new ArrayList<>();
        String always = setting.fallback();
        if (always != null) {
            values.addAll(List.of(always.split(" ")));
        }
        for (XmlElement element : elements) {
            Object value = value(setting, element.text(), element.line());
            if (value != null && !values.contains(value)) {
                values.add((String) value);
            }
        }
        put(setting, values.toArray(String[]::new));
    }

    private @Nullable Object value(Setting setting, String text, int line) {
        String resolved;
        try {
            resolved = placeholders.replacedIn(text);
        } catch (IllegalArgumentException e) {
            problem(line, setting.path() + ": " + setting.kind().shown(text) + " (expected: " + e.getMessage() + ")");
            return null;
        }
        Object value = setting.kind().read(resolved);
        if (value != null && setting.kind() == Kind.PORT) {
            value = Kind.PORT.read(Integer.toString((Integer) value + offset));
        }
        if (value == null) {
            String moved = setting.kind() == Kind.PORT && offset > 0 ? ", the offset " + offset + " added" : "";
            problem(
                    line,
                    setting.path() + ": " + setting.kind().shown(resolved) + " (expected: "
                            + setting.kind().expected() + moved + ")");
        }
        return value;
    }

    /** Told once, however many settings are read from the same element. */
    void problem(int line, String text) {
        String told = line > 0 ? "line " + line + ": " + text : text;
        if (!problems.contains(told)) {
            problems.add(told);
        }
    }

    private void put(Setting setting, @Nullable Object value) {
        if (value != null) {
            properties(setting.pid()).put(setting.key(), value);
        }
    }

    Map<String, Object> properties(String pid) {
        return properties.computeIfAbsent(pid, absent -> new TreeMap<>());
    }

    private static int offset(Placeholders placeholders) {
        String text = placeholders.property("portOffset");
        try {
            return text == null ? 0 : Math.max(0, Math.min(MAX_OFFSET, Integer.parseInt(text.strip())));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
