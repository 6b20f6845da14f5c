package org.gatehouse.domain.tier;

import java.util.Arrays;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;

/** One address or all from one to another, IPv4 or IPv6; {@code other} for those that no other range has. */
public final class AddressRange {
    private static final AddressRange OTHER = new AddressRange(new byte[0], new byte[0], "other");

    private final byte[] from;
    private final byte[] to;
    private final String text;

    private AddressRange(byte[] from, byte[] to, String text) {
        this.from = from;
        this.to = to;
        this.text = text;
    }

    /**
     * Reads {@code a}, {@code a-b}, {@code a/bits}, {@code 10.100.1.*} or {@code other}.
     *
     * @throws Invalid if it is none of these
     */
    public static AddressRange parse(String text) {
        String range = text.strip();
        if (range.equalsIgnoreCase("other")) {
            return OTHER;
        }
        if (range.endsWith(".*")) {
            String front = range.substring(0, range.length() - 1);
            return between(front + "0", front + "255", range);
        }
        int slash = range.indexOf('/');
        if (slash > 0) {
            return network(range, slash);
        }
        String[] ends = range.split("-", -1);
        if (ends.length > 2) {
            throw none(range);
        }
        return between(ends[0], ends[ends.length - 1], range);
    }

    private static AddressRange between(String first, String last, String range) {
        byte[] from = address(first.strip());
        byte[] to = address(last.strip());
        if (from == null || to == null || from.length != to.length || Arrays.compareUnsigned(from, to) > 0) {
            throw none(range);
        }
        return new AddressRange(from, to, range);
    }

    private static AddressRange network(String range, int slash) {
        byte[] from = address(range.substring(0, slash));
        String bits = range.substring(slash + 1);
        if (from == null || !bits.matches("\\d{1,3}") || Integer.parseInt(bits) > from.length * 8) {
            throw none(range);
        }
        byte[] to = from.clone();
        for (int bit = Integer.parseInt(bits); bit < from.length * 8; bit++) {
            int mask = 0x80 >> (bit % 8);
            from[bit / 8] &= (byte) ~mask;
            to[bit / 8] |= (byte) mask;
        }
        return new AddressRange(from, to, range);
    }

    private static Invalid none(String range) {
        return new Invalid("address range: " + range + " (expected: a, a-b, a/bits, a.b.c.* or other)");
    }

    /** Whether it is for those that no other range has. */
    public boolean isOther() {
        return from.length == 0;
    }

    /** Whether the address is in it; nothing is in {@code other}. */
    public boolean has(byte[] address) {
        return address.length == from.length
                && !isOther()
                && Arrays.compareUnsigned(from, address) <= 0
                && Arrays.compareUnsigned(address, to) <= 0;
    }

    /** The bytes of an address; null for a text that is none. A text is never looked up as a name. */
    public static byte @Nullable [] address(String literal) {
        return AddressText.bytes(literal);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
