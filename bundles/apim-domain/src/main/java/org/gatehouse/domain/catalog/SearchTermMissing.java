package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Invalid;

/** Somebody said where to look, and not for what. */
public final class SearchTermMissing extends Invalid {
    private static final long serialVersionUID = 1L;

    /** Names the place. */
    public SearchTermMissing(String place) {
        super("search: nothing after " + place + ": (expected: what to look for)");
    }
}
