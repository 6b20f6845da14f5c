package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Conflict;

/** The API has as many documents as an API may have. */
public final class TooManyDocuments extends Conflict {
    /** Of this API. */
    public TooManyDocuments(ApiId api) {
        super("documents of API " + api + ": " + Documents.MOST + " (expected: fewer, when one is added)");
    }
}
