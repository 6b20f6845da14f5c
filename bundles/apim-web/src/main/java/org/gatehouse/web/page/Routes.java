package org.gatehouse.web.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which path is answered by what. A segment in braces is whatever stands there, and told to the visit by that name. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    Routes() {}

    /** Answers GET on the path. */
    public Routes show(String path, PageVerb verb) {
        routes.add(new Route(PathPattern.of(path), true, false, verb));
        return this;
    }

    /** Answers the form that posts to the path. */
    public Routes form(String path, PageVerb verb) {
        routes.add(new Route(PathPattern.of(path), false, false, verb));
        return this;
    }

    /** Answers a form that scripts post too: what it carries is a secret in itself, and stands for the session's token. */
    public Routes formWithItsOwnSecret(String path, PageVerb verb) {
        routes.add(new Route(PathPattern.of(path), false, true, verb));
        return this;
    }

    /** What is answered at this path, by whichever method; a plain path goes before one with names. */
    List<Found> at(String path) {
        return routes.stream()
                .flatMap(route -> route.find(path).stream())
                .sorted(Comparator.comparing(
                        (Found found) -> found.route().pattern().isPlain(), Comparator.reverseOrder()))
                .toList();
    }

    /**
     * A path with what answers it.
     *
     * @param reads whether it is shown, or else a form's
     * @param hasItsOwnSecret whether the form does without the session's token
     */
    record Route(PathPattern pattern, boolean reads, boolean hasItsOwnSecret, PageVerb verb) {
        private Optional<Found> find(String path) {
            return pattern.match(path).map(names -> new Found(this, names));
        }
    }

    /** A route with the names that the path gave. */
    record Found(Route route, Map<String, String> names) {}
}
