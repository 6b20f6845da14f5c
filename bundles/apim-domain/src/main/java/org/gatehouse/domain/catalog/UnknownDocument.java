package org.gatehouse.domain.catalog;

import org.gatehouse.domain.NotFound;

/** The API has no such document, or none that the caller may see. */
public final class UnknownDocument extends NotFound {
    private final transient ApiId api;
    private final String name;

    /** The name that was asked for, and of which API. */
    public UnknownDocument(ApiId api, String name) {
        super("document: " + name + " of API " + api + " (expected: one that is there)");
        this.api = api;
        this.name = name;
    }

    /** Of which API. */
    public ApiId api() {
        return api;
    }

    /** The name that was asked for. */
    public String name() {
        return name;
    }
}
