package org.gatehouse.gateway.mediation.mediators;

/** The places {@code $1}, {@code $2} … of a format. */
final class PayloadPlace {
    private static final int MOST_DIGITS = 9;

    private PayloadPlace() {}

    /** Which argument comes there, from 1. */
    static int number(String digits, int arguments) {
        int number = digits.length() > MOST_DIGITS ? 0 : Integer.parseInt(digits);
        if (number < 1 || number > arguments) {
            throw new IllegalArgumentException(
                    "payloadFactory: $" + digits + " (expected: one of the " + arguments + " args)");
        }
        return number;
    }
}
