package org.gatehouse.gateway.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths into JSON as XPath into its layout: members, indices, {@code [*]} and {@code ..name}. */
public final class JsonPath {
    private static final Pattern STEP = Pattern.compile(
            "\\.\\.(?<deep>[^.\\[\\]]+)|\\.(?<plain>[^.\\[\\]]+)|\\[\\s*(?:'(?<single>[^']*)'|\"(?<twice>[^\"]*)\"|(?<index>\\d+)|(?<all>\\*))\\s*\\]");

    private JsonPath() {}

    /**
     * The XPath of a path.
     *
     * @throws IllegalArgumentException if the path has something else in it
     */
    public static String xpath(String path) {
        String text = path.trim();
        if (!text.startsWith("$")) {
            throw refused(path);
        }
        StringBuilder xpath = new StringBuilder("$body/*[1]");
        Matcher step = STEP.matcher(text);
        boolean named = false;
        int at = 1;
        while (at < text.length()) {
            if (!step.find(at) || step.start() != at) {
                throw refused(path);
            }
            named = append(xpath, step, named);
            at = step.end();
        }
        return xpath.toString();
    }

    /** An array that has a name is a row of elements of that name; any other has its own elements. */
    private static boolean append(StringBuilder xpath, Matcher step, boolean named) {
        String index = step.group("index");
        if (index != null || step.group("all") != null) {
            xpath.append(named ? "" : "/" + Layout.ELEMENT);
            xpath.append(index == null ? "" : "[" + (Long.parseLong(index) + 1) + "]");
            return false;
        }
        String deep = step.group("deep");
        String plain = step.group("plain");
        String single = step.group("single");
        String name = deep != null ? deep : plain != null ? plain : single != null ? single : step.group("twice");
        xpath.append(deep == null ? "/" : "//").append(name.equals("*") ? "*" : ElementName.of(name));
        return true;
    }

    private static IllegalArgumentException refused(String path) {
        return new IllegalArgumentException(
                "JSON path: " + path + " (expected: $ and then .name, ['name'], [number], [*] or ..name)");
    }
}
