package org.gatehouse.config;

import java.util.List;

/** A configuration file that cannot be used, with everything that is wrong in it. */
final class RefusedFile extends Exception {
    private final List<String> problems;

    RefusedFile(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each with its line, what stands there and what was expected. */
    List<String> problems() {
        return problems;
    }
}
