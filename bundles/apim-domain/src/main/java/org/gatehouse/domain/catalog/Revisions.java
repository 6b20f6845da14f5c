package org.gatehouse.domain.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What APIs were. Whatever {@link Apis} stores of an API leaves a revision in the same transaction, if it differs from the one
 * before: steps in its life and thumbnails leave none. They go with their API.
 */
public interface Revisions {
    /** How many are kept of an API; older ones go when newer ones come. */
    int MOST = 50;

    /** Those of the API, the newest first; none for an unknown one, or one that is older than revisions and was not changed since. */
    List<Revision> of(ApiId api);

    /** The revision of that number, if it is kept. */
    Optional<Revision> find(ApiId api, long number);

    /** The definition that somebody had written at that revision; empty if nobody had, or it is not kept. */
    Optional<Definition> definition(ApiId api, long number);
}
