package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Invalid;

/** A document is to be a file, and no file came with it, or one without content. */
public final class EmptyDocument extends Invalid {
    private final transient ApiId api;
    private final String name;

    /** The document of this name. */
    public EmptyDocument(ApiId api, String name) {
        super("file: none, or an empty one (expected: a file with content)");
        this.api = api;
        this.name = name;
    }

    /** Whose document. */
    public ApiId api() {
        return api;
    }

    /** Its name. */
    public String name() {
        return name;
    }
}
