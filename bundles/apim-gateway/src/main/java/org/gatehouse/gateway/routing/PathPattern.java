package org.gatehouse.gateway.routing;

import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pattern of a resource, matched against what follows an API's context and version. */
public sealed interface PathPattern permits UrlMapping, UriTemplate, AnyPath {
    /** The more specific first: segment by segment literal, then partly literal, then variable, then wildcard. */
    Comparator<PathPattern> MOST_SPECIFIC_FIRST = Comparator.comparing(PathPattern::shape);

    /** The pattern as it was written. */
    String text();

    /** One letter for each segment, so that the more specific of two patterns sorts first. */
    String shape();

    /** Whether a path, in its {@linkplain Spelling spelling}, fits: the variables' values as they stand in it; null if not. */
    @Nullable Map<String, String> match(String path, String query);
}
