package org.gatehouse.domain.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What APIs were. Whatever {@link Apis} stores of an API leaves a revision in the same transaction, if it differs from the one
 * before: steps in its life and thumbnails leave none. They go with their API.
 */
public interface Revisions {
    /** How many are kept of an API; older ones go when newer ones come. */
    int MOST = 50;

    /**
     * What is made of each revision of the API and the one before it, the newest first. They may be large: no more than these two are
     * held at once.
     *
     * @param making given the revision and the one before it, null for the oldest that is kept; has no effect of its own, as it may
     *     be asked more than once
     * @return nothing for an unknown API, or one that is older than revisions and was not changed since
     */
    <T> List<T> each(ApiId api, BiFunction<Revision, @Nullable Revision, T> making);

    /** The revision of that number, if it is kept. */
    Optional<Revision> find(ApiId api, long number);

    /** The definition that somebody had written at that revision; empty if nobody had, or it is not kept. */
    Optional<Definition> definition(ApiId api, long number);
}
