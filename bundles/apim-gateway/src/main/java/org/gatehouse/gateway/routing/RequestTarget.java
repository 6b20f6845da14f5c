package org.gatehouse.gateway.routing;

/**
 * A request target (RFC 9112 §3.2.1), cut at the question mark. Nothing is decoded, so that it goes on as it came.
 *
 * @param path everything before the question mark
 * @param query the question mark and what follows it; empty if there is none
 */
public record RequestTarget(String path, String query) {
    /** Cuts the target. */
    public static RequestTarget of(String target) {
        int mark = target.indexOf('?');
        return mark < 0
                ? new RequestTarget(target, "")
                : new RequestTarget(target.substring(0, mark), target.substring(mark));
    }

    /**
     * Whether a segment is {@code .} or {@code ..}, plain or encoded. A back end would resolve it (RFC 3986 §5.2.4) and
     * so serve another resource than the one that was matched and checked.
     */
    public boolean climbs() {
        if (path.indexOf("/.") < 0 && path.indexOf('%') < 0) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            String plain = segment.replace("%2e", ".").replace("%2E", ".");
            if (plain.equals(".") || plain.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
