package org.gatehouse.domain.archive;

import java.util.List;
import org.gatehouse.domain.catalog.ApiId;

/**
 * What becomes of an API that is made of files.
 *
 * @param before the API as it was, as files; none if there was no such API
 * @param after the API as it is to be, as files
 * @param notes what somebody should know of it or do for it, in words
 */
public record ArchiveChange(ApiId api, ArchiveFiles before, ArchiveFiles after, List<String> notes) {
    /** Copies its list. */
    public ArchiveChange {
        notes = List.copyOf(notes);
    }

    /** Whether there was no such API. */
    public boolean isNew() {
        return before.names().isEmpty();
    }

    /** Whether something of it becomes another. */
    public boolean isChange() {
        return !before.equals(after);
    }
}
