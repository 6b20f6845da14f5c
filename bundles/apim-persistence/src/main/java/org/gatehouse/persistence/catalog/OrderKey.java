package org.gatehouse.persistence.catalog;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.catalog.ApiId;

/** A text for each API, by whose code points they are in the order of {@link ApiId#BY_NAME}. */
final class OrderKey {
    /** Comes before whatever a name or a version may have. */
    private static final char END = '\u0001';

    private static final Pattern PART = Pattern.compile("([0-9]+)|[A-Za-z]+");

    private OrderKey() {}

    static String of(ApiId id) {
        return id.name() + END + ofVersion(id.version()) + END + id.provider();
    }

    /** A word before the end of the version, that before a number; among numbers the one with fewer digits first. */
    static String ofVersion(String version) {
        StringBuilder key = new StringBuilder();
        Matcher parts = PART.matcher(version);
        while (parts.find()) {
            String digits = parts.group(1);
            if (digits == null) {
                key.append('a').append(parts.group().toLowerCase(Locale.ROOT)).append(END);
            } else {
                String number = digits.replaceFirst("^0+(?=.)", "");
                key.append('c').append((char) ('0' + number.length())).append(number);
            }
        }
        return key.append('b').append(version).toString();
    }
}
