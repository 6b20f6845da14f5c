package org.gatehouse.web.jag;

import java.util.Optional;

/** The words that scripts of 1.9 know for a refusal, where they are others than its own. */
@FunctionalInterface
public interface Sentences {
    /** Those for this refusal, told by its type; empty where it has none. */
    Optional<String> of(RuntimeException refused, JagCall call);
}
