package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Invalid;

/** A thumbnail has more bytes than one may have. */
public final class LargeThumbnail extends Invalid {
    /** Of so many. */
    public LargeThumbnail(int bytes) {
        super("thumbnail: " + bytes + " bytes (expected: at most " + Thumbnail.MAX_BYTES + ")");
    }
}
