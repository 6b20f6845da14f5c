package org.gatehouse.gateway.throttle;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One address or all from one to another, IPv4 or IPv6; {@code other} for those that no other range has. */
record AddressRange(@Nullable BigInteger from, @Nullable BigInteger to, boolean six) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+");
    private static final AddressRange OTHER = new AddressRange(null, null, false);

    /**
     * Reads {@code a}, {@code a-b} or {@code other}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static AddressRange parse(String text) {
        if (text.strip().equalsIgnoreCase("other")) {
            return OTHER;
        }
        String[] ends = text.split("-", -1);
        InetAddress from = address(ends[0].strip(), text);
        InetAddress to = ends.length == 1 ? from : address(ends[1].strip(), text);
        boolean six = from.getAddress().length > 4;
        if (ends.length > 2 || six != to.getAddress().length > 4 || number(from).compareTo(number(to)) > 0) {
            throw new IllegalArgumentException("address range: " + text + " (expected: a, a-b or other)");
        }
        return new AddressRange(number(from), number(to), six);
    }

    boolean isOther() {
        return from == null;
    }

    boolean has(InetAddress address) {
        BigInteger asked = number(address);
        return from != null
                && to != null
                && six == address.getAddress().length > 4
                && from.compareTo(asked) <= 0
                && asked.compareTo(to) <= 0;
    }

    /** A literal is never looked up. */
    static InetAddress address(String literal, String where) {
        if (!ADDRESS.matcher(literal).matches()) {
            throw new IllegalArgumentException("address range: " + where + " (expected: a, a-b or other)");
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address range: " + where + " (expected: a, a-b or other)", e);
        }
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
