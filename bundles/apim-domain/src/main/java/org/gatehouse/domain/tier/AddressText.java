package org.gatehouse.domain.tier;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address as people and proxies write it. However it is spelt, it is one value: ports and brackets are cut, IPv6 has many
 * spellings (RFC 5952 §2), and an IPv4 address in an IPv6 one is the IPv4 address (RFC 4291 §2.5.5.2).
 */
public final class AddressText {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    /** What the JDK takes for a literal, so that nothing is looked up as a name. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");
    private static final int MOST_OF_ONE = 255;

    private AddressText() {}

    /** The bytes of an address without a port, four or sixteen; null for a text that is none. Nothing is looked up. */
    public static byte @Nullable [] bytes(String address) {
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        if (plain.indexOf(':') < 0) {
            return zone < 0 && IPV4.matcher(plain).matches() ? ipv4(plain) : null;
        }
        try {
            return IPV6.matcher(plain).matches() ? InetAddress.getByName(plain).getAddress() : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /**
     * The one spelling of an address that may have a port, {@code a}, {@code a:port}, {@code [a]} or {@code [a]:port}, as
     * addresses of connections are spelt; null for a text that is none.
     */
    public static @Nullable String canonical(String written) {
        byte[] bytes = bytes(withoutPort(written.strip()));
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of no length", e);
        }
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            String rest = end < 0 ? "" : text.substring(end + 1);
            boolean good = end > 0
                    && text.indexOf(':') < end
                    && (rest.isEmpty() || PORT.matcher(rest).matches());
            return good ? text.substring(1, end) : "";
        }
        int colon = text.indexOf(':');
        boolean ipv4 = colon > 0 && text.indexOf('.') < colon && text.indexOf('.') > 0;
        return ipv4 && PORT.matcher(text.substring(colon)).matches() ? text.substring(0, colon) : text;
    }

    private static byte @Nullable [] ipv4(String plain) {
        byte[] bytes = new byte[4];
        String[] parts = plain.split("\\.", -1);
        for (int i = 0; i < bytes.length; i++) {
            int value = Integer.parseInt(parts[i]);
            if (value > MOST_OF_ONE) {
                return null;
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }
}
