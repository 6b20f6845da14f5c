package org.gatehouse.domain.parts;

/**
 * What the cookies of an installation's own doors are known by. Browsers know no ports (RFC 6265 §8.5): whatever listens
 * under the same host name is sent them, and may set others in their place.
 */
public final class OwnCookies {
    /** Every session's id begins with it. */
    public static final String SESSION = "node-gatehouse";
    /** The name of the cookie that a stranger's forms are known by, without its prefix. */
    public static final String FORM = "gatehouse-form";

    private OwnCookies() {}

    /**
     * Whether a cookie is one of these, or may be taken for one by a reader who sees quotes, escapes and commas otherwise.
     *
     * @param pair name and value as they stand in {@code Cookie} or {@code Set-Cookie}, without attributes
     */
    public static boolean isOne(String pair) {
        return hasMark(pair)
                || ((pair.indexOf('\\') >= 0 || pair.indexOf('"') >= 0)
                        && hasMark(pair.replace("\\", "").replace("\"", "")));
    }

    private static boolean hasMark(String text) {
        return text.contains(SESSION) || text.contains(FORM);
    }
}
