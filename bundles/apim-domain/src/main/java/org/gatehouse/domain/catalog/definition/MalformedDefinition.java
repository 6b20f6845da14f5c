package org.gatehouse.domain.catalog.definition;

import org.gatehouse.domain.Invalid;

/** A text is no definition of an API at all. */
public final class MalformedDefinition extends Invalid {
    private final transient DefinitionProblem problem;

    /** For this reason. */
    public MalformedDefinition(DefinitionProblem problem) {
        super("Invalid Swagger definition. " + problem);
        this.problem = problem;
    }

    /** What is wrong, and where. */
    public DefinitionProblem problem() {
        return problem;
    }
}
