package org.gatehouse.gateway.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMFactory;

/**
 * Any text in an element. JSON, forms and plain texts have characters that XML cannot hold; a text that has some stands in the
 * element escaped, with an instruction that says so, and is the same again for whoever takes it from here.
 */
public final class ElementText {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|\\\\)");

    private ElementText() {}

    /** Puts the text behind what is in the element. */
    public static void add(OMElement element, String text) {
        OMFactory factory = element.getOMFactory();
        boolean held = XmlCharacters.hold(text);
        if (!held) {
            factory.createOMProcessingInstruction(element, Layout.KIND, Layout.ESCAPED_KIND);
        }
        element.addChild(factory.createOMText(held ? text : escaped(text)));
    }

    /** What was put there; of any other element what it says. */
    public static String of(OMElement element) {
        return of(element, element.getText());
    }

    /** The same of a part of its text. */
    public static String of(OMElement element, String part) {
        if (part.indexOf('\\') < 0 || !JsonWriter.isMarked(element, Layout.KIND, Layout.ESCAPED_KIND)) {
            return part;
        }
        return ESCAPE.matcher(part)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null ? "\\" : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (XmlCharacters.holds(c)) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(String.format("\\u%04x", c));
            }
        });
        return escaped.toString();
    }
}
