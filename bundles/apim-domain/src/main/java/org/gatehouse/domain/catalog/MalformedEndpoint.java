package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Invalid;

/** The URL of an end point is no template that a gateway could read. */
public final class MalformedEndpoint extends Invalid {
    private final String side;

    /** Of this side, with this URL. */
    public MalformedEndpoint(String side, String url) {
        super(side + " endpoint: " + url + " (expected: braces in pairs, and in each uri.var.NAME)");
        this.side = side;
    }

    /** Of which side: {@code production} or {@code sandbox}. */
    public String side() {
        return side;
    }
}
