package org.gatehouse.publisher;

import java.util.Set;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk change comes to for one API.
 *
 * @param id the API
 * @param kind what becomes of it, or became
 * @param status its status before; null if there is no such API
 * @param revision its revision before; 0 if there is no such API
 * @param subscribers how many applications are subscribed to it
 * @param why why it is not changed, in words that may be shown, or empty
 * @param late environments that could not be reached and get the change later
 */
public record BulkEffect(
        ApiId id,
        Kind kind,
        @Nullable ApiStatus status,
        long revision,
        long subscribers,
        String why,
        Set<String> late) {
    /** What becomes of an API. */
    public enum Kind {
        /** It will be changed. */
        POSSIBLE,
        /** It is changed. */
        DONE,
        /** It is so already. */
        NOTHING,
        /** There is no such API, or not any more. */
        MISSING,
        /** It was changed by somebody else since the preview, and stays as it is. */
        CHANGED,
        /** It can't be changed so. */
        REFUSED,
        /** There was no time for it: it stays as it is. */
        NOT_BEGUN
    }

    /** Copies its set. */
    public BulkEffect {
        late = Set.copyOf(late);
    }

    BulkEffect but(Kind become, @Nullable String because) {
        return new BulkEffect(id, become, status, revision, subscribers, because == null ? "" : because, late);
    }

    BulkEffect done(Set<String> unreached) {
        return new BulkEffect(id, Kind.DONE, status, revision, subscribers, "", unreached);
    }
}
