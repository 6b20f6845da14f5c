package org.gatehouse.web.page;

import org.gatehouse.domain.PageRequest;
import org.gatehouse.web.request.Parameters;

/**
 * Which part of a long list a page shows, and whether there are others before and after it.
 *
 * @param number the part's, from 1 on
 * @param shown how many it has
 * @param total how many the list has
 */
public record Part(int number, int shown, long total) {
    /** The parameter in which the number stands. */
    public static final String PARAMETER = "page";

    private static final int SIZE = 25;

    /** The number that was sent; 1 if none was, or what is none. */
    public static int number(Parameters sent) {
        String text = sent.text(PARAMETER).trim();
        return text.matches("[1-9]\\d{0,6}") ? Integer.parseInt(text) : 1;
    }

    /** What the part of this number is asked for with. */
    public static PageRequest wanted(int number) {
        return new PageRequest((number - 1) * SIZE, SIZE);
    }

    /** Whether the list has no other part. */
    public boolean isOne() {
        return number == 1 && shown == total;
    }

    /** The place of its first one in the list, counted from 1. */
    public long first() {
        return shown == 0 ? 0 : (number - 1L) * SIZE + 1;
    }

    /** The place of its last one. */
    public long last() {
        return shown == 0 ? 0 : first() + shown - 1;
    }

    /** The number of the part before, 0 for none; behind the end, the first part. */
    public int before() {
        return shown == 0 && number > 1 ? 1 : number - 1;
    }

    /** The number of the part after it; 0 for none. */
    public int after() {
        return shown > 0 && last() < total ? number + 1 : 0;
    }
}
