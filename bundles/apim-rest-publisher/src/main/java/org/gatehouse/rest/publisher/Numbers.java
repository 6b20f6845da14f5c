package org.gatehouse.rest.publisher;

/** Numbers in addresses. */
final class Numbers {
    private Numbers() {}

    /** What is none is told like one of nothing. */
    static long of(String segment) {
        if (!segment.matches("[1-9][0-9]{0,17}")) {
            throw Refusals.nothing();
        }
        return Long.parseLong(segment);
    }
}
