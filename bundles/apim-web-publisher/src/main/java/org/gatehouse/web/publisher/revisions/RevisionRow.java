package org.gatehouse.web.publisher.revisions;

import java.time.Instant;
import org.gatehouse.domain.catalog.Revision;
import org.gatehouse.publisher.SeenRevision;

/**
 * A revision in the list.
 *
 * @param by who saved it; empty where it is not known
 * @param cause which of {@link Revision.Cause}
 * @param backTo the revision to which somebody went back; 0 with every other cause
 * @param changed in what it differs from the one before; empty for the oldest that is kept
 * @param isNow whether the API is so now
 */
public record RevisionRow(
        long number, Instant at, String by, String cause, long backTo, String changed, boolean isNow) {
    static RevisionRow of(SeenRevision seen) {
        return new RevisionRow(
                seen.number(),
                seen.at(),
                seen.by() == null ? "" : seen.by().toString(),
                seen.cause().name(),
                seen.backTo().orElse(0),
                String.join(", ", seen.changed()),
                seen.isNow());
    }
}
