package org.gatehouse.gateway.routing;

/**
 * A request target (RFC 9112 §3.2.1), cut at the question mark. The path is in the form in which equal paths are equal
 * texts (RFC 3986 §6.2.2.2): what need not be encoded is not. Everything else stays as it came.
 *
 * @param path everything before the question mark
 * @param query the question mark and what follows it; empty if there is none
 */
public record RequestTarget(String path, String query) {
    /** Cuts the target. */
    public static RequestTarget of(String target) {
        int mark = target.indexOf('?');
        return mark < 0
                ? new RequestTarget(plain(target), "")
                : new RequestTarget(plain(target.substring(0, mark)), target.substring(mark));
    }

    /** The target as it goes on. */
    public String text() {
        return query.isEmpty() ? path : path + query;
    }

    /**
     * Whether a segment is {@code .} or {@code ..}. A back end would resolve it (RFC 3986 §5.2.4) and so serve another
     * resource than the one that was matched and checked.
     */
    public boolean climbs() {
        for (int at = path.indexOf("/."); at >= 0; at = path.indexOf("/.", at + 1)) {
            int end = path.startsWith("..", at + 1) ? at + 3 : at + 2;
            if (end == path.length() || path.charAt(end) == '/') {
                return true;
            }
        }
        return false;
    }

    /** A back end takes {@code /%61dmin} for {@code /admin}; so must whoever decides what {@code /admin} needs. */
    private static String plain(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        StringBuilder plain = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            int decoded = path.charAt(i) == '%' ? decoded(path, i) : -1;
            if (isUnreserved(decoded)) {
                plain.append((char) decoded);
                i += 2;
            } else {
                plain.append(path.charAt(i));
            }
        }
        return plain.toString();
    }

    private static int decoded(String path, int percent) {
        if (percent + 2 >= path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(percent + 1), 16);
        int low = Character.digit(path.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
