package org.gatehouse.web.publisher.revisions;

import java.util.List;
import org.gatehouse.domain.gateway.Rewrite;

/**
 * How the XML of an API on one gateway differs.
 *
 * @param name the name that it has there
 * @param isCut whether there is more than is compared
 */
public record XmlDiff(String environment, String name, List<DiffLine> lines, boolean isCut) {
    private static final int MOST_SHOWN = 1_000;

    static XmlDiff of(Rewrite rewrite) {
        List<DiffLine> lines = DiffLine.between(rewrite.before(), rewrite.after());
        boolean isCut = lines.size() > MOST_SHOWN || isLong(rewrite.before()) || isLong(rewrite.after());
        return new XmlDiff(
                rewrite.environment(),
                rewrite.deployedName(),
                lines.stream().limit(MOST_SHOWN).toList(),
                isCut);
    }

    private static boolean isLong(String text) {
        return text.lines().count() > DiffLine.MOST_LINES;
    }
}
