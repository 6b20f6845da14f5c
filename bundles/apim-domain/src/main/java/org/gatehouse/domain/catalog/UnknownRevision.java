package org.gatehouse.domain.catalog;

import org.gatehouse.domain.NotFound;

/** The API has no such revision, or not any more. */
public final class UnknownRevision extends NotFound {
    /** The number that was asked for, and of which API. */
    public UnknownRevision(ApiId api, long number) {
        super("revision: " + number + " of API " + api + " (expected: one of the newest " + Revisions.MOST + ")");
    }
}
