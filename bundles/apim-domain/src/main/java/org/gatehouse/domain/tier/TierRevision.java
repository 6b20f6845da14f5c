package org.gatehouse.domain.tier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * A tier as somebody has seen it, short enough for a field of a form or of a command. It is made of what the tier says, part by
 * part, so that two of them tell what has changed; a tier that is set back to what it was has its revision again.
 *
 * @param text the parts; {@value #NONE} for a tier that is not there
 */
public record TierRevision(String text) {
    private static final String NONE = "none";
    private static final Pattern FORM = Pattern.compile(NONE + "|\\d{1,19}-\\d{1,19}(-[0-9a-f]{8}){3}");
    private static final int CALLS = 0;
    private static final int UNIT = 1;
    private static final int DISPLAY_NAME = 2;
    private static final int ATTRIBUTES = 3;
    private static final int LIMITS = 4;

    /**
     * One that a person brings back.
     *
     * @throws Invalid if it is none
     */
    public TierRevision {
        if (!FORM.matcher(text).matches()) {
            throw new Invalid("revision: " + text + " (expected: one that was told with a tier, or " + NONE
                    + " for a tier that is not there)");
        }
    }

    /** That of a tier, null for one that is not there. */
    public static TierRevision of(@Nullable Tier tier) {
        if (tier == null) {
            return new TierRevision(NONE);
        }
        return new TierRevision(String.join(
                "-",
                Long.toString(tier.count()),
                Long.toString(tier.unit().toMillis()),
                digest(tier.displayName()),
                digest(attributes(tier)),
                digest(tier.limits().stream()
                        .map(limit -> limit + " " + limit.barred())
                        .toList()
                        .toString())));
    }

    /**
     * What has changed in a tier since it had this revision, in words for people; empty if nothing has.
     *
     * @param now the tier as it is, null if there is none of that name any more
     */
    public String changes(@Nullable Tier now) {
        TierRevision next = of(now);
        if (equals(next)) {
            return "";
        }
        if (now == null) {
            return "it was removed";
        }
        if (text.equals(NONE)) {
            return "it was added, with " + calls(next.part(CALLS)) + " in " + next.part(UNIT) + " ms";
        }
        List<String> changes = new ArrayList<>();
        if (differs(next, CALLS)) {
            changes.add("limit: " + calls(part(CALLS)) + ", now " + calls(next.part(CALLS)));
        }
        if (differs(next, UNIT)) {
            changes.add("time unit: " + part(UNIT) + " ms, now " + next.part(UNIT) + " ms");
        }
        if (differs(next, DISPLAY_NAME)) {
            changes.add("displayed name, now " + now.displayName());
        }
        if (differs(next, ATTRIBUTES)) {
            changes.add("attributes, now " + (now.attributes().isEmpty() ? NONE : attributes(now)));
        }
        if (changes.isEmpty() && differs(next, LIMITS)) {
            changes.add("how it is counted, now " + now.limits());
        }
        return String.join("; ", changes);
    }

    private boolean differs(TierRevision other, int place) {
        return !part(place).equals(other.part(place));
    }

    private String part(int place) {
        return text.split("-", -1)[place];
    }

    private static String calls(String count) {
        return count.equals(Long.toString(Long.MAX_VALUE)) ? "any number of calls" : count + " calls";
    }

    private static String attributes(Tier tier) {
        return new TreeMap<>(tier.attributes())
                .entrySet().stream()
                        .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
