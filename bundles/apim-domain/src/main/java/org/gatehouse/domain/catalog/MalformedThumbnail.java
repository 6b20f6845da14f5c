package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Invalid;

/** What was to be a thumbnail is no picture, or one of a kind that is not taken. */
public final class MalformedThumbnail extends Invalid {
    /** Whatever it is. */
    public MalformedThumbnail() {
        super("thumbnail: no such picture (expected: PNG, JPEG, GIF or WebP)");
    }
}
