package org.gatehouse.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Fields with values that fit, some of which are left out, lied about or said twice. */
final class Form {
    private static final String BOUNDARY = "----gatehouse";

    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    /** Each line is a name and the values that fit, with a bar between. */
    Form(String lines) {
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int blank = line.strip().indexOf(' ');
            fields.put(
                    line.strip().substring(0, blank),
                    List.of(line.strip().substring(blank + 1).split("\\|", -1)));
        });
    }

    List<Field> filled(Chance chance) {
        List<Field> filled = new ArrayList<>();
        fields.forEach((name, values) -> {
            if (!chance.onceIn(12)) {
                filled.add(new Field(name, chance.of(values)));
            }
        });
        if (!filled.isEmpty() && chance.onceIn(3)) {
            int at = chance.below(filled.size());
            Field lied = filled.get(at);
            filled.set(at, new Field(lied.name(), Mutation.spoil(lied.value(), chance)));
        }
        if (!filled.isEmpty() && chance.onceIn(10)) {
            filled.add(chance.of(filled));
        }
        return filled;
    }

    record Field(String name, String value) {}

    /** As HTML's forms are sent. */
    static String encoded(List<Field> fields) {
        return fields.stream()
                .map(field -> field.name() + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return value.matches("\\$\\{[a-z]+}") ? value : URLEncoder.encode(value, StandardCharsets.ISO_8859_1);
    }

    /** A request with the fields as HTML's forms, in the query, or in parts of which one may be a file. */
    static Message sent(String target, List<Field> fields, Chance chance) {
        return switch (chance.below(6)) {
            case 0 -> Message.post(target + "?" + encoded(fields), "application/x-www-form-urlencoded", "");
            case 1 -> Message.get(target + "?" + encoded(fields));
            case 2 -> Message.post(target, "multipart/form-data; boundary=" + BOUNDARY, parts(fields, chance));
            default -> Message.post(target, "application/x-www-form-urlencoded", encoded(fields));
        };
    }

    private static String parts(List<Field> fields, Chance chance) {
        StringBuilder parts = new StringBuilder();
        for (Field field : fields) {
            String file = chance.onceIn(8)
                    ? "; filename=\"" + chance.of("a.png", "../../a", "a\0.jag", "") + "\"\r\nContent-Type: image/png"
                    : "";
            parts.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.name() + "\"" + file
                    + "\r\n\r\n" + field.value() + "\r\n");
        }
        return parts + "--" + BOUNDARY + "--\r\n";
    }
}
