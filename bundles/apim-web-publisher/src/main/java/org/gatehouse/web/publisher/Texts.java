package org.gatehouse.web.publisher;

import java.util.Arrays;
import java.util.List;
import org.gatehouse.domain.tier.Tier;

/** Texts as the publisher's scripts send and expect them. */
public final class Texts {
    private Texts() {}

    /** The parts of a comma list, without blanks, each once. */
    public static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    /** The sentence that tells a tier's limit. */
    public static String describe(Tier tier) {
        if (tier.isUnlimited()) {
            return "Allows unlimited requests";
        }
        long calls = tier.perMinute();
        return "Allows " + (calls < 1 ? "[1]" : calls) + " request(s) per minute.";
    }
}
