package org.gatehouse.gateway.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One segment of a template: literals, in their spelling, and variables by turns. */
final class SegmentPattern {
    private record Part(String text, boolean variable) {}

    private final List<Part> parts;
    private final boolean takesRest;

    private SegmentPattern(List<Part> parts, boolean takesRest) {
        this.parts = parts;
        this.takesRest = takesRest;
    }

    static SegmentPattern of(String text) {
        List<Part> parts = new ArrayList<>();
        boolean rest = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{') {
                int close = text.indexOf('}', at);
                if (close < 0) {
                    throw new IllegalArgumentException("uri-template: " + text + " (expected: a closing brace)");
                }
                rest |= text.charAt(at + 1) == '+';
                parts.add(new Part(text.substring(at + (rest ? 2 : 1), close), true));
                at = close + 1;
            } else if (c == '*') {
                rest |= at == text.length() - 1;
                parts.add(new Part("", true));
                at++;
            } else {
                int end = literalEnd(text, at);
                parts.add(new Part(Spelling.of(text.substring(at, end)), false));
                at = end;
            }
        }
        return new SegmentPattern(parts, rest);
    }

    private static int literalEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '{' && text.charAt(end) != '*') {
            end++;
        }
        return end;
    }

    /** Whether it ends with a star or a {@code {+variable}}, which take slashes too when it is the last. */
    boolean takesRest() {
        return takesRest;
    }

    char shape() {
        if (takesRest) {
            return 'y';
        }
        boolean literal = parts.isEmpty() || parts.stream().anyMatch(part -> !part.variable());
        boolean variable = parts.stream().anyMatch(Part::variable);
        return !variable ? 'a' : literal ? 'b' : 'c';
    }

    /** A variable ends where the literal after it begins first, so nothing is tried twice. */
    boolean match(String segment, Map<String, String> values) {
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (!part.variable()) {
                if (!segment.startsWith(part.text(), at)) {
                    return false;
                }
                at += part.text().length();
                continue;
            }
            int end = end(segment, at, i);
            boolean star = part.text().isEmpty();
            if (end < at || (end == at && !star)) {
                return false;
            }
            if (!star) {
                values.put(part.text(), segment.substring(at, end));
            }
            at = end;
        }
        return at == segment.length();
    }

    private int end(String segment, int at, int variable) {
        if (variable == parts.size() - 1) {
            return segment.length();
        }
        Part next = parts.get(variable + 1);
        if (next.variable()) {
            return Math.min(at + 1, segment.length());
        }
        return variable + 1 == parts.size() - 1
                ? (segment.endsWith(next.text())
                        ? segment.length() - next.text().length()
                        : -1)
                : segment.indexOf(next.text(), at);
    }
}
