package org.gatehouse.gateway.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The resources of one API. Of those that fit path and verb the most specific one is elected. */
public final class ResourceTable<R> {
    /** What a resource without methods is said to accept. */
    private static final List<String> USUAL_VERBS = List.of("GET", "POST", "PUT", "DELETE");

    /** All resources of one pattern; verbs are what is told of it, blank separated. */
    private record Row<R>(
            PathPattern pattern,
            Map<String, R> byVerb,
            @Nullable R anyVerb,
            String verbs) {
        @Nullable R accepting(String verb) {
            return byVerb.getOrDefault(verb, anyVerb);
        }
    }

    private final List<Row<R>> rows;

    private ResourceTable(List<Row<R>> rows) {
        this.rows = rows;
    }

    /** Elects by path in its {@linkplain Spelling spelling}, query (with its question mark) and verb. */
    public Election<R> elect(String path, String query, String verb) {
        return elect(path, path, query, verb);
    }

    /**
     * Elects by path, query and verb.
     *
     * @param path in its spelling; a slash at its end changes nothing
     * @param sent the path as it was sent, of which the variables are, where it fits the same pattern
     * @param query with its question mark
     */
    public Election<R> elect(String path, String sent, String query, String verb) {
        Election<R> election = new Election<>(null, null, Map.of(), null);
        for (Row<R> row : rows) {
            Map<String, String> variables = match(row.pattern(), path, query);
            if (variables != null) {
                if (!variables.isEmpty() && !path.equals(sent)) {
                    variables = Objects.requireNonNullElse(match(row.pattern(), sent, query), variables);
                }
                String verbs = union(election.verbs(), row.verbs());
                R accepting = election.resource() == null ? row.accepting(verb) : null;
                election = accepting == null
                        ? new Election<>(election.resource(), election.pattern(), election.variables(), verbs)
                        : new Election<>(accepting, row.pattern().text(), variables, verbs);
            }
        }
        return election;
    }

    private static @Nullable Map<String, String> match(PathPattern pattern, String path, String query) {
        Map<String, String> variables = pattern.match(path, query);
        return variables == null && path.length() > 1 && path.endsWith("/")
                ? pattern.match(path.substring(0, path.length() - 1), query)
                : variables;
    }

    private static String union(@Nullable String known, String more) {
        if (known == null || known.equals(more)) {
            return more;
        }
        Set<String> verbs = new LinkedHashSet<>(List.of(known.split(" ")));
        verbs.addAll(List.of(more.split(" ")));
        return String.join(" ", verbs);
    }

    /**
     * What was found.
     *
     * @param resource the elected one; null if none fits path and verb
     * @param pattern its pattern as written
     * @param variables values of the pattern's variables
     * @param verbs verbs of all resources whose pattern fits, blank separated; null if no pattern fits
     */
    public record Election<R>(
            @Nullable R resource,
            @Nullable String pattern,
            Map<String, String> variables,
            @Nullable String verbs) {}

    /** Collects resources in the order in which they are written. */
    public static final class Builder<R> {
        private final Map<String, List<PathPattern>> patterns = new LinkedHashMap<>();
        private final Map<PathPattern, Map<String, R>> byVerb = new LinkedHashMap<>();
        private final Map<PathPattern, R> anyVerb = new LinkedHashMap<>();

        /**
         * Adds a resource; no verbs means all.
         *
         * @throws IllegalArgumentException if another resource has its pattern and one of its verbs
         */
        public Builder<R> add(PathPattern pattern, Collection<String> verbs, R resource) {
            PathPattern row = known(pattern);
            Map<String, R> taken = byVerb.computeIfAbsent(row, any -> new LinkedHashMap<>());
            if (verbs.isEmpty()) {
                if (anyVerb.putIfAbsent(row, resource) != null) {
                    throw twice(pattern, "any verb");
                }
                return this;
            }
            for (String verb : verbs) {
                if (taken.putIfAbsent(verb, resource) != null) {
                    throw twice(pattern, verb);
                }
            }
            return this;
        }

        private PathPattern known(PathPattern pattern) {
            List<PathPattern> alike = patterns.computeIfAbsent(pattern.text(), any -> new ArrayList<>());
            for (PathPattern known : alike) {
                if (known.getClass() == pattern.getClass()) {
                    return known;
                }
            }
            alike.add(pattern);
            return pattern;
        }

        private static IllegalArgumentException twice(PathPattern pattern, String verb) {
            return new IllegalArgumentException("resource: " + pattern.text() + " has " + verb + " twice");
        }

        /** The table. */
        public ResourceTable<R> build() {
            List<Row<R>> rows = new ArrayList<>();
            byVerb.forEach((pattern, verbs) -> rows.add(row(pattern, verbs)));
            rows.sort((a, b) -> PathPattern.MOST_SPECIFIC_FIRST.compare(a.pattern(), b.pattern()));
            return new ResourceTable<>(List.copyOf(rows));
        }

        private Row<R> row(PathPattern pattern, Map<String, R> verbs) {
            R any = anyVerb.get(pattern);
            return new Row<>(
                    pattern, Map.copyOf(verbs), any, String.join(" ", any == null ? verbs.keySet() : USUAL_VERBS));
        }
    }
}
