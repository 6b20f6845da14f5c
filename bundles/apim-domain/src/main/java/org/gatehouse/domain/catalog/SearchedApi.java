package org.gatehouse.domain.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What texts are looked for in, of an API, beside its status and documents.
 *
 * @param parts a text for each place, in their order and in lower case; no control characters in it, but for line feeds between
 *     tags, and between paths of resources
 */
public record SearchedApi(List<String> parts) {
    /** Of each description, so much is searched. */
    public static final int SEARCHED_OF_DESCRIPTION = 2_000;

    /** Of the paths of an API's resources, so much is searched. */
    public static final int SEARCHED_OF_RESOURCES = 16_000;

    /** The places of its parts. */
    public static final List<SearchTerm.Place> PLACES = List.of(
            SearchTerm.Place.SUBCONTEXT,
            SearchTerm.Place.DESCRIPTION,
            SearchTerm.Place.TAG,
            SearchTerm.Place.CONTEXT,
            SearchTerm.Place.VERSION,
            SearchTerm.Place.PROVIDER,
            SearchTerm.Place.NAME);

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Copies its list. */
    public SearchedApi {
        parts = List.copyOf(parts);
    }

    /** Of an API, as it is. */
    public static SearchedApi of(Api api) {
        return new SearchedApi(PLACES.stream().map(place -> part(api, place)).toList());
    }

    private static String part(Api api, SearchTerm.Place place) {
        return switch (place) {
            case SUBCONTEXT ->
                beginning(lines(api.resources().stream().map(ApiResource::urlPattern)), SEARCHED_OF_RESOURCES);
            case DESCRIPTION -> line(beginning(api.description().text(), SEARCHED_OF_DESCRIPTION));
            case TAG -> lines(api.description().tags().stream());
            case CONTEXT -> line(api.context());
            case VERSION -> line(api.id().version());
            case PROVIDER -> line(api.id().provider().toString());
            case NAME -> line(api.id().name());
            case STATUS, DOC, ANYWHERE -> throw new IllegalArgumentException(place.name());
        };
    }

    /** As {@link #text} gave it; of any other text there is one part. */
    public static SearchedApi parse(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < PLACES.size() - 1; i++) {
            int end = text.indexOf(end(PLACES.get(i)), from);
            parts.add(end < 0 ? text.substring(from) : text.substring(from, end));
            from = end < 0 ? text.length() : end + 1;
        }
        parts.add(text.substring(from));
        return new SearchedApi(parts);
    }

    /** All parts, in one. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (SearchTerm.Place place : PLACES) {
            text.append(part(place));
            if (place != SearchTerm.Place.NAME) {
                text.append(end(place));
            }
        }
        return text.toString();
    }

    /**
     * Where in such a text a term has to be, in the words of SQL's {@code LIKE}: each part ends with a character that is there
     * once, so that what is between two of them is in that part.
     *
     * @param escaped writes what shall stand for itself
     */
    public static String pattern(SearchTerm term, Function<String, String> escaped) {
        SearchTerm.Place place = term.place();
        String before = !PLACES.contains(place) || place == SearchTerm.Place.SUBCONTEXT
                ? "%"
                : "%" + end(PLACES.get(PLACES.indexOf(place) - 1)) + "%";
        String after = !PLACES.contains(place) || place == SearchTerm.Place.NAME ? "%" : "%" + end(place) + "%";
        return before + escaped.apply(term.text()) + after;
    }

    /** Places that a term may be found at, of those that there is a part for. */
    public static List<SearchTerm.Place> places(SearchTerm term) {
        return term.place() == SearchTerm.Place.ANYWHERE
                ? PLACES
                : PLACES.stream().filter(place -> place == term.place()).toList();
    }

    /** What is at one of these places. */
    public String part(SearchTerm.Place place) {
        return parts.get(PLACES.indexOf(place));
    }

    boolean has(SearchTerm term) {
        return places(term).stream().anyMatch(place -> part(place).contains(term.text()));
    }

    private static char end(SearchTerm.Place place) {
        return (char) (PLACES.indexOf(place) + 1);
    }

    private static String lines(Stream<String> some) {
        return some.map(SearchedApi::line).distinct().collect(Collectors.joining("\n"));
    }

    /** As it is searched: in lower case, and on one line. */
    static String line(String text) {
        return CONTROL.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
    }

    private static String beginning(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }
}
