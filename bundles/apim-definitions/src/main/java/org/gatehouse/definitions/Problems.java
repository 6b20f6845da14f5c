package org.gatehouse.definitions;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionProblem.Severity;

/** What is found on the way. No more of it is kept than somebody reads. */
final class Problems {
    /** How many are kept; who makes them need make no more. */
    static final int MOST = 1000;

    private final List<DefinitionProblem> found = new ArrayList<>();

    void error(String place, String message) {
        add(new DefinitionProblem(Severity.ERROR, place, message));
    }

    void warning(String place, String message) {
        add(new DefinitionProblem(Severity.WARNING, place, message));
    }

    void add(DefinitionProblem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        }
    }

    List<DefinitionProblem> found() {
        return List.copyOf(found);
    }
}
