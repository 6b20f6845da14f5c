package org.gatehouse.definitions.tree;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionProblem.Severity;

/** What is found on the way. No more of it is kept than somebody reads. */
public final class Problems {
    /** How many are kept; who makes them need make no more. */
    public static final int MOST = 1000;

    private static final int LONGEST = 2000;

    private final List<DefinitionProblem> found = new ArrayList<>();

    /** What is not taken, or breaks the specification. */
    public void error(String place, String message) {
        add(new DefinitionProblem(Severity.ERROR, place, message));
    }

    /** What is taken otherwise than it is written, or surprises. */
    public void warning(String place, String message) {
        add(new DefinitionProblem(Severity.WARNING, place, message));
    }

    /** One of any severity. */
    public void add(DefinitionProblem problem) {
        if (found.size() < MOST) {
            found.add(new DefinitionProblem(problem.severity(), cut(problem.place()), cut(problem.message())));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Those kept, in the order in which they were found. */
    public List<DefinitionProblem> found() {
        return List.copyOf(found);
    }
}
