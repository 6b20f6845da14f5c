package org.gatehouse.domain.catalog.definition;

import java.util.function.Consumer;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Definition;

/** Tells what becomes of those who call an API when one definition takes the place of another. */
public interface DefinitionDiff {
    /**
     * Tells each difference, in no order; there may be millions. Whatever the definitions refer to outside of themselves is not
     * looked at, nor what no specification knows: members that begin with {@code x-}.
     *
     * @throws Invalid if one of them can't be compared: Swagger 1 can't, nor two in which so much differs that it takes too long
     */
    void compare(Definition before, Definition after, Consumer<DefinitionChange> told);
}
