package org.gatehouse.domain.catalog;

import org.gatehouse.domain.Conflict;

/** The API has a document of that name already. */
public final class DocumentTaken extends Conflict {
    private final transient ApiId api;
    private final String name;

    /** The name, and whose document has it. */
    public DocumentTaken(ApiId api, String name) {
        super("document: " + name + " of API " + api + " (expected: a name that none of its documents has)");
        this.api = api;
        this.name = name;
    }

    /** Whose document has it. */
    public ApiId api() {
        return api;
    }

    /** The name. */
    public String name() {
        return name;
    }
}
