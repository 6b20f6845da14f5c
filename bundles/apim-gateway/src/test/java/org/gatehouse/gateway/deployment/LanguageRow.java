package org.gatehouse.gateway.deployment;

/**
 * One row of the table of Synapse's language, as {@code language.txt} has it.
 *
 * @param place {@code element@attribute}, {@code element/child}, or an element as a whole
 * @param read whether one of the classes of its group reads it; if not, it is of API Manager 1.9 only
 * @param value what to put there instead of what the sample has; empty to take away what it has
 */
record LanguageRow(String place, boolean read, Verdict verdict, String value, String remark) {
    enum Verdict {
        WORKS,
        ACCEPTED,
        REFUSED,
        /** Refused with the element that it stands in. */
        WITHIN
    }

    static LanguageRow of(String line) {
        String[] columns = line.split(" {2,}", 4);
        boolean read = !columns[0].startsWith("+");
        return new LanguageRow(
                read ? columns[0] : columns[0].substring(1),
                read,
                Verdict.valueOf(columns[1].toUpperCase(java.util.Locale.ROOT)),
                columns.length > 2 && !columns[2].equals("-") ? columns[2] : "",
                columns.length > 3 ? columns[3] : "");
    }

    boolean isWhole() {
        return !place.matches(".*[@/].*");
    }

    String element() {
        return place.split("[@/]", 2)[0];
    }

    /** {@code @attribute} or {@code /child}. */
    String word() {
        return place.substring(element().length());
    }

    String name() {
        return word().substring(1);
    }

    boolean isAttribute() {
        return word().startsWith("@");
    }
}
