package org.gatehouse.gateway.deployer;

/** What templates call {@code $util}. Public for Velocity. */
public final class XmlText {
    /** The text with the five characters that XML reserves escaped, and those it forbids left out. */
    public String escapeXml(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&apos;");
                default -> {
                    if (character >= ' ' || character == '\t' || character == '\n' || character == '\r') {
                        escaped.appendCodePoint(character);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
