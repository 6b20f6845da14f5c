package org.gatehouse.gateway.deployer;

import org.jspecify.annotations.Nullable;

/** What templates call {@code $util}. Public for Velocity. */
public final class XmlText {
    /** The value's text with the five characters that XML reserves escaped, and those it forbids left out. */
    public String escapeXml(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&apos;");
                default -> {
                    if (isAllowed(character)) {
                        escaped.appendCodePoint(character);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** XML 1.0 §2.2. */
    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= ' ' && character < 0xD800)
                || (character >= 0xE000 && character != 0xFFFE && character != 0xFFFF);
    }
}
