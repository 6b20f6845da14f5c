package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Elements that some classes read together, with samples of them.
 *
 * @param classes simple names of the classes that read them
 */
record LanguageGroup(String title, String about, List<String> classes, List<String> samples, List<LanguageRow> rows) {
    /** All that {@code language.txt} has. */
    static List<LanguageGroup> all() {
        String text;
        try (InputStream in = LanguageGroup.class.getResourceAsStream("/language.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<LanguageGroup> groups = new ArrayList<>();
        for (String block : text.split("(?m)^= ")) {
            if (!block.isBlank() && !block.startsWith("#")) {
                groups.add(of(block));
            }
        }
        return groups;
    }

    private static LanguageGroup of(String block) {
        String title = block.lines().findFirst().orElseThrow();
        LanguageGroup group =
                new LanguageGroup(title, about(block), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        block.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> {
            if (line.startsWith("classes ")) {
                group.classes.addAll(List.of(line.substring(8).split(" ")));
            } else if (line.startsWith("sample ")) {
                group.samples.add(line.substring(7));
            } else if (!line.startsWith("about ")) {
                group.rows.add(LanguageRow.of(line));
            }
        });
        return group;
    }

    private static String about(String block) {
        return block.lines()
                .filter(line -> line.startsWith("about "))
                .map(line -> line.substring(6))
                .findFirst()
                .orElse("");
    }
}
