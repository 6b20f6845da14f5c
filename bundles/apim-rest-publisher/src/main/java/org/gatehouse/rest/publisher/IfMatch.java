package org.gatehouse.rest.publisher;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which state somebody saw who wants to change it (RFC 9110 §13.1.1). Ours are told apart by the number of their revision.
 *
 * @param any whether any will do
 * @param tags the entity tags; those that are weak match nothing (§8.8.3.2)
 */
record IfMatch(boolean any, List<String> tags) {
    private static final Pattern TAG = Pattern.compile("\\s*((?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")\\s*(?:,|$)");
    private static final int LONGEST = 1_000;

    /** What a header says; null if there is none. */
    static @Nullable IfMatch of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.strip().equals("*")) {
            return new IfMatch(true, List.of());
        }
        Matcher tags = TAG.matcher(header);
        Stream.Builder<String> found = Stream.builder();
        int end = 0;
        while (header.length() <= LONGEST && end < header.length() && tags.find(end) && tags.start() == end) {
            found.add(tags.group(1));
            end = tags.end();
        }
        if (end == 0 || end < header.length()) {
            throw new Problem(
                    ProblemType.MALFORMED, "If-Match: expected entity tags as they came in ETag, with their quotes.");
        }
        return new IfMatch(false, found.build().toList());
    }

    /**
     * The revision that they saw, if that is the one there is; empty if any will do.
     *
     * @throws Problem if it is none of those that they saw
     */
    OptionalLong seen(long now) {
        if (any) {
            return OptionalLong.empty();
        }
        if (!tags.contains(tag(now))) {
            throw new Problem(
                            ProblemType.PRECONDITION_FAILED,
                            "It is at " + tag(now) + " by now, and was not when it was read. Nothing has changed.")
                    .with("revision", now);
        }
        return OptionalLong.of(now);
    }

    /** The entity tag of a revision. */
    static String tag(long revision) {
        return "\"" + revision + "\"";
    }
}
