package org.gatehouse.domain.catalog;

import java.util.OptionalLong;

/**
 * An API as somebody saved it.
 *
 * @param api as it was then: its {@linkplain Api#revision number}, when and by whom it was saved are among that. Its status and its
 *     thumbnail are no part of a revision, and are as they are now
 * @param cause why it is there
 * @param backTo the number of the revision to which somebody went back; empty with every other cause
 * @param definition the SHA-256 of the definition that somebody had written, in hexadecimal; empty if nobody had
 */
public record Revision(Api api, Cause cause, OptionalLong backTo, String definition) {
    /** Which of the API's revisions it is: larger than those before it, not always by one. */
    public long number() {
        return api.revision();
    }

    /** Why there is a revision. */
    public enum Cause {
        /** The API began so. */
        CREATED,
        /** Somebody saved a change. */
        SAVED,
        /** Somebody went back to an earlier revision. */
        WENT_BACK,
        /** It was so before a change, and nobody had saved it as a revision: another one of its versions changed it, or it is older than revisions. */
        FOUND
    }
}
