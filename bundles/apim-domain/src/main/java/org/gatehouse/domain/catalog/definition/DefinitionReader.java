package org.gatehouse.domain.catalog.definition;

import java.util.List;
import org.gatehouse.domain.catalog.Definition;

/**
 * Reads definitions of APIs: Swagger 1.2 and 2.0, OpenAPI 3.0 to 3.2, in JSON and YAML. Whatever a definition refers to outside
 * of itself is never fetched.
 */
public interface DefinitionReader {
    /** Most characters, and most bytes in UTF-8, that a definition may have. */
    int MAX_BYTES = 15 * 1024 * 1024;

    /**
     * What the text says of an API. What can be used is taken, though a specification may say more; what is not taken is among
     * the problems.
     *
     * @throws MalformedDefinition if it is neither JSON nor YAML, is no definition, or is beyond the bounds
     */
    ParsedDefinition read(String text);

    /**
     * What a definition breaks of its specification, and what those who build on it stumble over, the worst first; empty if
     * nothing. What {@link #read} tells is not told again.
     *
     * @throws MalformedDefinition if it can't be read at all
     */
    List<DefinitionProblem> check(Definition definition);
}
