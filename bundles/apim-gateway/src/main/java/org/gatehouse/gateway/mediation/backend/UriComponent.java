package org.gatehouse.gateway.mediation.backend;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.gatehouse.gateway.mediation.message.BadMessage;

/** Where in an address a variable stands, and what a value must be to stand there. */
public enum UriComponent {
    /** Before there is a host: the value is a URL or the beginning of one. */
    START,
    /** In a host name, or all of it, or a port. */
    AUTHORITY,
    PATH,
    QUERY;

    /** Who a value is from. */
    public enum Source {
        /** A variable of the resource's pattern, encoded as it was sent. */
        PATH,
        /** A parameter of the request, decoded. */
        QUERY,
        /** A mediator. */
        MEDIATION
    }

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";
    /** What would be another parameter, or a blank (HTML, application/x-www-form-urlencoded). */
    private static final String DIVIDES_QUERY = "&;+";

    /** The component that comes after what stands in front, in which a digit stands for each variable. */
    static UriComponent after(CharSequence front) {
        String text = front.toString();
        int scheme = text.indexOf("://");
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        if (rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
            return QUERY;
        }
        if (rest.indexOf('/') >= 0) {
            return PATH;
        }
        return scheme < 0 ? START : AUTHORITY;
    }

    /**
     * The value as it may stand here.
     *
     * @param keepsReserved whether reserved characters are kept (RFC 6570 §3.2.3)
     * @throws BadMessage if it may not
     */
    String fit(String name, String value, boolean keepsReserved, Source source) {
        return switch (this) {
            case START -> start(name, value, source);
            case AUTHORITY -> authority(name, value, source);
            case PATH -> encoded(value, keepsReserved, source, source == Source.MEDIATION ? "#" : "?#");
            case QUERY -> encoded(value, keepsReserved, source, source == Source.MEDIATION ? "#" : "#" + DIVIDES_QUERY);
        };
    }

    private static String start(String name, String value, Source source) {
        if (source != Source.MEDIATION) {
            throw new BadMessage(name + ": the request cannot say which back end to ask", null);
        }
        return encoded(value, true, source, "#");
    }

    private static String authority(String name, String value, Source source) {
        if (!(source == Source.MEDIATION ? HOST_AND_PORT : HOST).matcher(value).matches()) {
            throw new BadMessage(name + " is no host name, address or port", null);
        }
        return value;
    }

    /** Encodes what is not unreserved, or neither that nor reserved; what was sent encoded is not encoded again. */
    private static String encoded(String value, boolean keepsReserved, Source source, String never) {
        boolean keepsEscapes = keepsReserved || source == Source.PATH;
        StringBuilder encoded = new StringBuilder(value.length() + 8);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean kept = isUnreserved(c)
                    || (keepsReserved && RESERVED.indexOf(c) >= 0 && never.indexOf(c) < 0)
                    || (keepsEscapes && c == '%' && isHex(bytes, i + 1) && isHex(bytes, i + 2));
            if (kept) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
    }

    private static boolean isHex(byte[] bytes, int at) {
        return at < bytes.length && bytes[at] > 0 && Character.digit(bytes[at], 16) >= 0;
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }
}
