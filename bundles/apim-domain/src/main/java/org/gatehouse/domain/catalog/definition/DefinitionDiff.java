package org.gatehouse.domain.catalog.definition;

import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Definition;

/** Tells what becomes of those who call an API when one definition takes the place of another. */
public interface DefinitionDiff {
    /**
     * All differences, those that break callers first; empty if there are none. Whatever the definitions refer to outside of
     * themselves is not looked at.
     *
     * @throws Invalid if one of them can't be compared: Swagger 1 can't
     */
    List<DefinitionChange> compare(Definition before, Definition after);
}
