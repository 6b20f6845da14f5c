package org.gatehouse.domain.catalog;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version among those of one API; older ones come first.
 *
 * <p>Its numbers and words are compared one by one, numbers by their value and words by their letters, whatever their case. A
 * word comes before the end, and the end before a number: {@code 1.9-beta}, {@code 1.9-rc1}, {@code 1.9}, {@code 1.9.0},
 * {@code 1.10}. So has <a href="https://semver.org/#spec-item-11">Semantic Versioning</a> what leads to a version. Where nothing of that differs, as between {@code 1.0} and {@code 1-0}, the texts are compared, so that
 * no two texts are the same version. (The orders of Maven's two libraries are not transitive for all texts, or keep their
 * classes on the threads that ask.)
 *
 * @param text as its provider has written it
 */
public record ApiVersion(String text) implements Comparable<ApiVersion> {
    private static final Pattern PART = Pattern.compile("[0-9]+|[A-Za-z]+");

    @Override
    public int compareTo(ApiVersion other) {
        Matcher ours = PART.matcher(text);
        Matcher theirs = PART.matcher(other.text);
        while (true) {
            Kind one = Kind.next(ours);
            Kind two = Kind.next(theirs);
            int order = one == two ? one.compare(ours, theirs) : one.compareTo(two);
            if (order != 0) {
                return order;
            }
            if (one == Kind.END) {
                return text.compareTo(other.text);
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }

    /** In the order in which they stand where other things are the same. */
    private enum Kind {
        WORD {
            @Override
            int compare(Matcher one, Matcher other) {
                return one.group().compareToIgnoreCase(other.group());
            }
        },
        END {
            @Override
            int compare(Matcher one, Matcher other) {
                return 0;
            }
        },
        NUMBER {
            @Override
            int compare(Matcher one, Matcher other) {
                return new BigInteger(one.group()).compareTo(new BigInteger(other.group()));
            }
        };

        /** Of two that are found and of this kind. */
        abstract int compare(Matcher one, Matcher other);

        static Kind next(Matcher parts) {
            if (!parts.find()) {
                return END;
            }
            return Character.isDigit(parts.group().charAt(0)) ? NUMBER : WORD;
        }
    }
}
