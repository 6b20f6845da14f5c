package org.gatehouse.definitions.tree;

import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.MalformedDefinition;

/** How much a text may become: a short one in YAML can stand for any number of values. */
final class Budget {
    static final int MAX_DEPTH = 300;

    private static final int MAX_SHARES = 3_000_000;
    private static final int LONGEST_NAME = 5000;
    private static final int CHARACTERS_A_SHARE = 64;

    private int left = MAX_SHARES;

    /** How much is left: the difference of two answers is what was spent between them. */
    int left() {
        return left;
    }

    /** Pays for the name of a value: it stands in the place of each problem below it. */
    void takeName(String name, Place at) {
        if (name.length() > LONGEST_NAME) {
            throw refused(at, "a name of " + name.length() + " characters (expected: at most " + LONGEST_NAME + ")");
        }
        take(name, at);
    }

    /** Pays for a value. */
    void take(String text, Place at) {
        take(1 + text.length() / CHARACTERS_A_SHARE, at);
    }

    void take(int shares, Place at) {
        left -= shares;
        if (left < 0) {
            throw refused(at, "the definition becomes too large here (expected: at most 3 million values)");
        }
    }

    static void requireShallow(int depth, Place at) {
        if (depth > MAX_DEPTH) {
            throw refused(at, "values are nested deeper than " + MAX_DEPTH);
        }
    }

    static MalformedDefinition refused(Place at, String message) {
        return new MalformedDefinition(new DefinitionProblem(DefinitionProblem.Severity.ERROR, at.toString(), message));
    }
}
