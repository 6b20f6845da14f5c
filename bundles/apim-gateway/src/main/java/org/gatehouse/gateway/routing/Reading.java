package org.gatehouse.gateway.routing;

/**
 * One way to read a path.
 *
 * @param path in its {@linkplain Spelling spelling}
 * @param floor how many segments of the path as it stood were never left while its dot segments were resolved; as many as
 *     there can be where there were none
 */
public record Reading(String path, int floor) {
    /** What a path without dot segments never leaves. */
    static final int EVERYTHING = Integer.MAX_VALUE;

    /** Whether it never left the path of so many segments that it begins with. */
    public boolean staysBelow(int segments) {
        return floor >= segments;
    }
}
