package org.gatehouse.rest.publisher;

import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the question mark of an address: each name once, and in a list no name that it does not know.
 *
 * @param values by name, in the order given
 */
record Query(Map<String, String> values) {
    private static final int LONGEST = 4_000;
    private static final int MOST_ITEMS = 100;
    private static final int DEFAULT_ITEMS = 25;
    private static final int MOST_OFFSET = 10_000_000;

    static Query of(@Nullable String query) {
        Map<String, String> values = new LinkedHashMap<>();
        if (query != null && query.length() > LONGEST) {
            throw new Problem(ProblemType.MALFORMED, "Query: expected up to " + LONGEST + " characters.");
        }
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                if (values.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1])) != null) {
                    throw new Problem(ProblemType.MALFORMED, "Query: " + shown(parts[0]) + " is given twice.");
                }
            }
        }
        return new Query(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new Problem(
                    ProblemType.MALFORMED, "Query: a percent sign is not followed by two hexadecimal digits.");
        }
    }

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    /** Refuses every name that is none of these. */
    Query only(String... names) {
        values.keySet().stream()
                .filter(name -> !Set.of(names).contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new Problem(
                            ProblemType.MALFORMED,
                            "Query: there is no " + shown(unknown) + " (expected: " + String.join(", ", names) + ").");
                });
        return this;
    }

    String text(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** Some of a list, with commas between them. */
    <E extends Enum<E>> Set<E> choices(String name, Class<E> all) {
        return Stream.of(text(name).split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> choice(name, one, all))
                .collect(Collectors.toSet());
    }

    <E extends Enum<E>> E choice(String name, String text, Class<E> all) {
        return Stream.of(all.getEnumConstants())
                .filter(choice -> choice.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ProblemType.MALFORMED,
                        name + ": " + shown(text) + " (expected: " + Arrays.toString(all.getEnumConstants()) + ")."));
    }

    private int number(String name, int otherwise, int least, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new Problem(
                    ProblemType.MALFORMED, name + ": " + shown(text) + " (expected: " + least + " to " + most + ").");
        }
        return number;
    }

    PageRequest page() {
        return new PageRequest(number("offset", 0, 0, MOST_OFFSET), number("limit", DEFAULT_ITEMS, 1, MOST_ITEMS));
    }

    /** A part of a list, with links to those before and behind it (RFC 8288), as addresses of this server. */
    <T> Response listed(String path, Page<T> page, List<?> items) {
        PageRequest part = page();
        Response.ResponseBuilder answer = Answers.json(Answers.object("total", page.total(), "items", items));
        List<String> links = new ArrayList<>();
        if (part.offset() > 0) {
            links.add(link(path, Math.max(0, part.offset() - part.size()), part.size(), "prev"));
        }
        if (part.offset() + (long) part.size() < page.total()) {
            links.add(link(path, part.offset() + part.size(), part.size(), "next"));
        }
        return (links.isEmpty() ? answer : answer.header("Link", String.join(", ", links))).build();
    }

    private String link(String path, int offset, int limit, String rel) {
        Map<String, String> wanted = new LinkedHashMap<>(values);
        wanted.put("offset", String.valueOf(offset));
        wanted.put("limit", String.valueOf(limit));
        String query = wanted.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        return "<" + PublisherRest.PATH + path + "?" + query + ">; rel=\"" + rel + "\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A segment of a path. */
    static String segment(String text) {
        return encoded(text).replace("%3A", ":").replace("%40", "@");
    }
}
