package org.gatehouse.publisher;

import java.util.List;
import org.gatehouse.domain.catalog.Revision;

/**
 * A revision in the list of its API.
 *
 * @param changed in what it differs from the one before, in the words of providers; empty for the oldest that is kept
 * @param isNow whether the API is so now
 */
public record SeenRevision(Revision revision, List<String> changed, boolean isNow) {
    /** Copies its list. */
    public SeenRevision {
        changed = List.copyOf(changed);
    }
}
