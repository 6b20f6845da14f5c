package org.gatehouse.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with an answer, and keeps count of how answers are. For several threads. */
final class Judge {
    private static final int MOST_KINDS = 500;
    private static final int MOST_FAULTS = 100;

    /** What only a stack trace, an exception's class or a page of a container's says. */
    private static final Pattern INNER =
            Pattern.compile("\\sat [\\w.$/]+\\([\\w$]+\\.java(:\\d+)?\\)|(?i:caused by)\\b|\\.java:\\d+|"
                    + "\\b(java|javax|jakarta|sun|jdk|org\\.(apache|eclipse|ops4j|gatehouse|osgi|mozilla|jdom|w3c|xml))\\.[a-z][\\w.$]*\\.?[A-Z]\\w+|"
                    + "\\b[A-Z]\\w*(Exception|StackOverflowError|OutOfMemoryError)\\b(?!>)|Powered by Jetty");

    private static final String OLD = "org.wso2.carbon.apimgt.api.APIManagementException: ";

    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private int count;
    private long slowest;

    /**
     * What must not be.
     *
     * @param what one line
     */
    record Fault(String what, Input input) {}

    synchronized void judge(Input input, Answer answer) {
        count++;
        slowest = Math.max(slowest, answer.millis());
        String door = input.name().substring(0, input.name().indexOf('/'));
        String end = answer.end() == Answer.End.ANSWERED && input.port().http()
                ? answer.status() / 100 + "xx"
                : answer.end().name().toLowerCase(Locale.ROOT);
        ends.merge(end, 1, Integer::sum);
        if (answer.status() >= 500) {
            note(door + ": " + answer.status() + " " + kind(answer.body()));
        }
        if (answer.end() == Answer.End.HANGS) {
            fault(door + ": hangs for " + answer.millis() + " ms", input);
        }
        inner(answer.text()).ifPresent(told -> fault(door + ": an answer tells of the inside: " + told, input));
    }

    /** The first words of an answer that no stranger should read; scripts of 1.9 know one exception by its name. */
    static Optional<String> inner(String text) {
        Matcher found = INNER.matcher(text.replace(OLD, ""));
        return found.find() ? Optional.of(found.group().strip()) : Optional.empty();
    }

    private void note(String kind) {
        if (kinds.size() < MOST_KINDS || kinds.containsKey(kind)) {
            kinds.merge(kind, 1, Integer::sum);
        }
    }

    private void fault(String what, Input input) {
        String kind = what.replaceAll("\\d+", "#");
        if (faults.size() < MOST_FAULTS
                && faults.stream()
                                .filter(fault ->
                                        fault.what().replaceAll("\\d+", "#").equals(kind))
                                .count()
                        < 3) {
            faults.add(new Fault(what, input));
        }
        note("FAULT " + kind);
    }

    private static String kind(String body) {
        String said = body.replaceFirst("^\\p{XDigit}+\r\n", "")
                .replaceAll("<[^<>]*>|[0-9a-fA-F-]{8,}|\\d+", "#")
                .replaceAll("[^ -~]|\\s+", " ")
                .replaceAll("(# ?)+", "# ")
                .strip();
        return said.substring(0, Math.min(70, said.length()));
    }

    synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** How often there was which kind of 5xx. */
    synchronized Map<String, Integer> kinds() {
        return new TreeMap<>(kinds);
    }

    synchronized int count() {
        return count;
    }

    /** One line: how many, how they ended, the slowest. */
    synchronized String line() {
        return count + " " + ends + ", the slowest " + slowest + " ms, faults " + faults.size();
    }
}
