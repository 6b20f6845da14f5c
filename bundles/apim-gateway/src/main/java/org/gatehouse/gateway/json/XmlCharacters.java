package org.gatehouse.gateway.json;

/**
 * The characters that XML can hold.
 *
 * @see <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0, Characters</a>
 */
public final class XmlCharacters {
    private static final int REPLACEMENT = 0xFFFD;

    private XmlCharacters() {}

    /** Whether XML can hold all of the text. */
    public static boolean hold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= Character.MIN_SURROGATE) {
                return text.codePoints().allMatch(XmlCharacters::holds);
            }
        }
        return true;
    }

    /** The text, with U+FFFD in the place of each character that XML cannot hold. */
    public static String replaced(String text) {
        if (hold(text)) {
            return text;
        }
        return text.codePoints()
                .map(c -> holds(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static boolean holds(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF);
    }
}
