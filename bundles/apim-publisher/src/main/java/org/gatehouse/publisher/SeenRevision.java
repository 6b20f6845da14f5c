package org.gatehouse.publisher;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.gatehouse.domain.catalog.Revision;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * A revision in the list of its API.
 *
 * @param at when it was saved
 * @param by by whom; null where it is not known
 * @param backTo the number of the revision to which somebody went back; empty with every other cause
 * @param changed in what it differs from the one before, in the words of providers; empty for the oldest that is kept
 * @param isNow whether the API is so now
 */
public record SeenRevision(
        long number,
        Instant at,
        @Nullable UserName by,
        Revision.Cause cause,
        OptionalLong backTo,
        List<String> changed,
        boolean isNow) {
    /** Copies its list. */
    public SeenRevision {
        changed = List.copyOf(changed);
    }

    static SeenRevision of(Revision revision, List<String> changed, boolean isNow) {
        return new SeenRevision(
                revision.number(),
                revision.api().lastUpdated(),
                revision.api().lastUpdatedBy(),
                revision.cause(),
                revision.backTo(),
                changed,
                isNow);
    }

    /** One that there are newer ones of. */
    SeenRevision asPast() {
        return new SeenRevision(number, at, by, cause, backTo, changed, false);
    }
}
