package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionProblem.Severity;
import org.gatehouse.domain.catalog.definition.MalformedDefinition;

/** How much of a definition may be put in the place of references to it: many may lead to one long path. */
final class Copies {
    private static final int MOST = 1_000_000;

    private int left = MOST;

    /** Pays for a copy of this. */
    void take(JsonNode node, String place) {
        left--;
        if (left < 0) {
            throw new MalformedDefinition(new DefinitionProblem(
                    Severity.ERROR,
                    place,
                    "references to paths make the definition too large (expected: at most 1 million values)"));
        }
        node.forEach(each -> take(each, place));
    }
}
