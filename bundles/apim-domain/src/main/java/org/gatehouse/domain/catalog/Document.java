package org.gatehouse.domain.catalog;

import java.time.Instant;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * A document of an API as it is stored, without its content.
 *
 * @param number tells it from all others of all APIs, whatever its name becomes
 * @param api whose it is
 * @param details what its author says of it
 * @param file what is told of its content; {@link DocumentFile#NONE} if it has none
 * @param lastUpdated when it was changed last; to stand elsewhere among the others is no change
 * @param lastUpdatedBy who did that; null where it is not known
 * @param revision 1 at first, and one more with each change of it or of its content
 */
public record Document(
        long number,
        ApiId api,
        DocumentDetails details,
        DocumentFile file,
        Instant lastUpdated,
        @Nullable UserName lastUpdatedBy,
        long revision) {
    /** How it is called, among the documents of its API. */
    public String name() {
        return details.name();
    }
}
