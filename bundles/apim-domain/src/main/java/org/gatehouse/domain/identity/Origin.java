package org.gatehouse.domain.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody asks to be let in, as far as it is known for certain: nothing in it is a stranger's choice.
 *
 * @param address of the other end of the connection
 * @param direct whether nobody says that he stands between: false where a header tells of a proxy
 * @param voucher what another part of this installation says of its own client, sealed; null if none does. It counts for
 *     nothing until its seal was looked at
 * @param door where the question was asked, for the log
 */
public record Origin(
        String address, boolean direct, @Nullable String voucher, String door) {
    /** The request header in which a part of this installation says for whom it asks. */
    public static final String VOUCHER = "X-Gatehouse-Client";

    /** The door of the server's shell. */
    public static final String SHELL = "shell";

    private static final List<String> PROXIED =
            List.of("Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int V6_BYTES = 16;

    /**
     * Of a request over HTTP.
     *
     * @param address of the other end of the connection
     * @param header tells the value of a header, null if there is none of that name
     * @param door where the question is asked
     */
    public static Origin of(String address, UnaryOperator<@Nullable String> header, String door) {
        boolean direct = PROXIED.stream().allMatch(name -> header.apply(name) == null);
        return new Origin(address, direct, header.apply(VOUCHER), door);
    }

    /** Of somebody whose connection ends here. */
    public static Origin direct(String address, String door) {
        return new Origin(address, true, null, door);
    }

    /** Whether somebody on this machine asks by its loopback address, and nobody stands between. */
    public boolean isOwnLoopback() {
        InetAddress parsed = parsed();
        return direct && parsed != null && parsed.isLoopbackAddress();
    }

    /**
     * What counts as one place: the address, of IPv6 the first 64 bits, since whoever has one of them has them all. An IPv4
     * address is one, however it is written.
     */
    public String network() {
        InetAddress parsed = parsed();
        if (parsed == null) {
            return "unknown";
        }
        byte[] bytes = parsed.getAddress();
        if (bytes.length != V6_BYTES || parsed.isLoopbackAddress()) {
            return parsed.getHostAddress();
        }
        StringBuilder text = new StringBuilder(30);
        for (int i = 0; i < V6_BYTES / 2; i += 2) {
            text.append(Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)))
                    .append(':');
        }
        return text.append(":/64").toString();
    }

    /** Null for a text that is no address; no name is ever looked up. */
    private @Nullable InetAddress parsed() {
        int zone = address.indexOf('%');
        String plain = (zone < 0 ? address : address.substring(0, zone)).replaceAll("[\\[\\]]", "");
        boolean literal = LITERAL.matcher(plain).matches()
                && (plain.indexOf(':') >= 0 || plain.matches("\\d{1,3}(\\.\\d{1,3}){3}"));
        try {
            return literal ? InetAddress.getByName(plain) : null;
        } catch (UnknownHostException none) {
            return null;
        }
    }
}
