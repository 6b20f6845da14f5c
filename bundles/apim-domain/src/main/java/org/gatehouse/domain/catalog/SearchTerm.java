package org.gatehouse.domain.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * Something that is looked for in APIs.
 *
 * @param place where it has to be
 * @param text what is somewhere in there, in any case; kept in lower case, with a blank for each control character
 */
public record SearchTerm(Place place, String text) {
    /** How long a text that is looked for may be, and all that somebody types. */
    public static final int MOST_OF_TEXT = 200;

    /** So many terms can be looked for at once. */
    public static final int MOST_TERMS = 10;

    private static final Pattern TYPED = Pattern.compile("(?:(?<prefix>\\p{Alpha}+):(?:\\s+(?!\\p{Alpha}+:))?)?"
            + "(?:\"(?<quoted>[^\"]*)(?:\"|$)|(?<word>[^\\s\"]\\S*))");
    private static final Pattern ONLY_PREFIX = Pattern.compile("(\\p{Alpha}+):");

    /** Where something can be looked for. */
    public enum Place {
        /** In the paths of its resources. */
        SUBCONTEXT,
        /** In its description. */
        DESCRIPTION,
        /** In one of its tags. */
        TAG,
        /** In its context. */
        CONTEXT,
        /** In its version. */
        VERSION,
        /** In who provides it. */
        PROVIDER,
        /** In its name. */
        NAME,
        /** In the name of its status. */
        STATUS,
        /** In a document of it that the viewer sees. */
        DOC,
        /** In any of these. */
        ANYWHERE;

        /** Those that can be said by a prefix, which is this name. */
        private static final Set<Place> SAID =
                Set.of(SUBCONTEXT, DESCRIPTION, TAG, CONTEXT, VERSION, PROVIDER, NAME, STATUS, DOC);

        private String prefix() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Place of(String prefix) {
            String name = prefix.equalsIgnoreCase("tags") ? TAG.prefix() : prefix;
            return SAID.stream()
                    .filter(place -> place.prefix().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new Invalid("search: " + prefix + ": (expected: one of "
                            + SAID.stream()
                                    .map(place -> place.prefix() + ":")
                                    .sorted()
                                    .collect(Collectors.joining(" "))
                            + "; or all of it in quotes, to look for it as it is)"));
        }
    }

    /**
     * As it is looked for.
     *
     * @throws Invalid if the text is empty, or longer than {@value #MOST_OF_TEXT} characters: looking for it would take whoever
     *     asks longer than a server can let them
     */
    public SearchTerm {
        if (text.isEmpty()) {
            throw new SearchTermMissing(place.prefix());
        }
        requireShort(text);
        text = SearchedApi.line(text);
    }

    /**
     * What somebody typed: words, each of which has to be there, or several of them in quotes, as they are. Either may come
     * after a prefix that says where, as in {@code name:phone} or {@code doc:"getting started"}. Stars around a word after a
     * prefix say what is so without them.
     *
     * @throws Invalid if it is longer than {@value #MOST_OF_TEXT} characters or has more than {@value #MOST_TERMS} terms, if a
     *     prefix is unknown, or nothing comes after it
     */
    public static List<SearchTerm> typed(String line) {
        requireShort(line);
        List<SearchTerm> terms = new ArrayList<>();
        Matcher each = TYPED.matcher(line);
        while (each.find()) {
            String prefix = each.group("prefix");
            String quoted = each.group("quoted");
            String text = quoted != null ? quoted : word(prefix, each.group("word"));
            if (prefix != null) {
                terms.add(new SearchTerm(Place.of(prefix), text));
            } else if (!text.isEmpty()) {
                terms.add(new SearchTerm(Place.ANYWHERE, text));
            }
        }
        requireFew(terms);
        return terms;
    }

    private static String word(@Nullable String prefix, String word) {
        Matcher bare = ONLY_PREFIX.matcher(word);
        if (bare.matches()) {
            throw new SearchTermMissing(Place.of(bare.group(1)).prefix());
        }
        return prefix == null ? word : word.replaceAll("^\\*+|\\*+$", "");
    }

    static void requireFew(List<SearchTerm> terms) {
        if (terms.size() > MOST_TERMS) {
            throw new Invalid("search: " + terms.size() + " words (expected: at most " + MOST_TERMS
                    + "; several in quotes count as one)");
        }
    }

    private static void requireShort(String text) {
        if (text.length() > MOST_OF_TEXT) {
            throw new Invalid("search: " + text.length() + " characters (expected: at most " + MOST_OF_TEXT + ")");
        }
    }

    /** The statuses in whose name the text is; none where it is looked for elsewhere. */
    public Set<ApiStatus> statuses() {
        return place != Place.STATUS && place != Place.ANYWHERE
                ? Set.of()
                : Stream.of(ApiStatus.values())
                        .filter(status -> SearchedApi.line(status.name()).contains(text))
                        .collect(Collectors.toSet());
    }

    /** Whether documents are looked into. */
    public boolean looksIntoDocuments() {
        return place == Place.DOC || place == Place.ANYWHERE;
    }

    /** Whether it is there, in an API or a document of it that may be looked into. */
    boolean isIn(ApiStatus status, SearchedApi api, List<SearchedDocument> documents) {
        return statuses().contains(status)
                || api.has(this)
                || (looksIntoDocuments()
                        && documents.stream().anyMatch(each -> each.text().contains(text)));
    }
}
