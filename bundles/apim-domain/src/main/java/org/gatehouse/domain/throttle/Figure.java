package org.gatehouse.domain.throttle;

import org.gatehouse.domain.Invalid;

/**
 * A number of a policy, as somebody has written it.
 *
 * @param name of its element
 * @param text without white space around it
 * @param line where it stands
 */
public record Figure(String name, String text, int line) {
    /**
     * The number.
     *
     * @throws Invalid with the line, if it is none from one to the other
     */
    public long within(long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number that is too small
        }
        throw new Invalid("line " + line + ": " + name + ": " + text + " (expected: a whole number from " + least
                + " to " + most + ")");
    }
}
