package org.gatehouse.store;

/** The order of version texts: number by number where both have one, else letter by letter. */
final class Versions {
    private Versions() {}

    static int compare(String one, String other) {
        String[] left = one.split("[.\\-_]");
        String[] right = other.split("[.\\-_]");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int difference = left[i].matches("\\d{1,9}") && right[i].matches("\\d{1,9}")
                    ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
                    : left[i].compareTo(right[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.length, right.length);
    }
}
