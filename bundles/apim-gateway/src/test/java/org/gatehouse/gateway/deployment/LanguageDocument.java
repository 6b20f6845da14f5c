package org.gatehouse.gateway.deployment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.gatehouse.gateway.deployment.LanguageRow.Verdict;

/** Writes {@code docs/synapse.md}. */
final class LanguageDocument {
    private static final String INTRODUCTION = """
            # Synapse's language

            What the XML of APIs, proxy services, sequences, end points and local entries may say, element by element and attribute
            by attribute: all that the factories of Apache Synapse %s read, and what API Manager 1.9 reads beside it.

            * **works**: it is carried out.
            * **accepted**: it may stand there, and has no effect on any message; the remark says why. Where somebody may wait for
              an effect, the log says so when the file is deployed.
            * **refused**: the file is not deployed. The log names the file, the line and the reason that stands here; who deploys by
              the publisher or by SOAP is told the same.

            What neither Synapse nor this table knows, as an attribute with a slip of the pen in it, is passed over, as Synapse does. An
            element that is no mediator is refused where a mediator is expected.

            `a@b` is the attribute `b` of `a`, and `a/b` the child `b`. This file is written by a test, which deploys a sample of each
            row with and without it; it fails when a new version of Synapse reads a word that is not here.

            Of %d places %d work, %d are accepted, and %d are refused.
            """;

    private LanguageDocument() {}

    /** The document, given what the deployment says of a refused row. */
    static String of(List<LanguageGroup> groups, BiFunction<LanguageGroup, LanguageRow, String> reason) {
        Map<Verdict, Integer> counts = new TreeMap<>();
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, 0);
        }
        StringBuilder tables = new StringBuilder();
        for (LanguageGroup group : groups) {
            tables.append("\n## ").append(group.title()).append("\n\n");
            if (!group.about().isEmpty()) {
                tables.append(group.about()).append("\n\n");
            }
            if (!group.rows().isEmpty()) {
                tables.append("| Place | Verdict | Remark |\n|---|---|---|\n");
            }
            group.rows().stream()
                    .sorted((a, b) -> a.place().compareTo(b.place()))
                    .forEach(row -> {
                        counts.merge(row.verdict(), 1, Integer::sum);
                        tables.append("| `").append(row.place()).append("` | ");
                        tables.append(verdict(row)).append(" | ");
                        tables.append(remark(group, row, reason).replace("|", "\\|"));
                        tables.append(" |\n");
                    });
        }
        return INTRODUCTION.formatted(
                        version(),
                        counts.values().stream().mapToInt(count -> count).sum(),
                        counts.get(Verdict.WORKS),
                        counts.get(Verdict.ACCEPTED),
                        counts.get(Verdict.REFUSED) + counts.get(Verdict.WITHIN))
                + tables;
    }

    private static String version() {
        String jar = org.apache.synapse.SynapseConstants.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return jar.replaceFirst(".*synapse-core-(.*)\\.jar", "$1");
    }

    private static String verdict(LanguageRow row) {
        return switch (row.verdict()) {
            case WORKS -> "works";
            case ACCEPTED -> "accepted";
            case REFUSED, WITHIN -> "**refused**";
        };
    }

    private static String remark(
            LanguageGroup group, LanguageRow row, BiFunction<LanguageGroup, LanguageRow, String> reason) {
        return switch (row.verdict()) {
            case WORKS, ACCEPTED -> row.remark();
            case REFUSED -> reason.apply(group, row);
            case WITHIN -> "with its `" + row.element() + "`";
        };
    }
}
