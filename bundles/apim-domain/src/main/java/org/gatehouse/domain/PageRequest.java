package org.gatehouse.domain;

/**
 * Which part of a list is wanted.
 *
 * @param offset how many come before it; at least 0
 * @param size how many it has at most; from 1 to {@value #MOST}
 */
public record PageRequest(int offset, int size) {
    /** The longest part that can be asked for. */
    public static final int MOST = 1_000;

    /** Refuses what is out of bounds. */
    public PageRequest {
        if (offset < 0) {
            throw new Invalid("offset: " + offset + " (expected: 0 or more)");
        }
        if (size < 1 || size > MOST) {
            throw new Invalid("size of a page: " + size + " (expected: 1 to " + MOST + ")");
        }
    }

    /** The first ones. */
    public static PageRequest first(int size) {
        return new PageRequest(0, size);
    }
}
