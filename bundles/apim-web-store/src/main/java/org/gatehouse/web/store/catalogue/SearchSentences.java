package org.gatehouse.web.store.catalogue;

import java.util.Optional;
import org.gatehouse.domain.catalog.SearchTermMissing;
import org.gatehouse.web.jag.JagCall;

/** What scripts of 1.9 look for when nothing can be searched, letter by letter. */
final class SearchSentences {
    private SearchSentences() {}

    static Optional<String> of(RuntimeException refused, JagCall call) {
        return call.text("query").isBlank() || refused instanceof SearchTermMissing
                ? Optional.of("Search term is missing. Try again with valid search query.")
                : Optional.empty();
    }
}
