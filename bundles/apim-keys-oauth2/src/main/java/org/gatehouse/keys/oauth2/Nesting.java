package org.gatehouse.keys.oauth2;

/** How deep a text in JSON goes: CXF's reader calls itself for each level, and a thread has only so much room. */
final class Nesting {
    private Nesting() {}

    /** Whether no value of it is more than so many levels deep; looks at brackets only, which is more than enough. */
    static boolean isWithin(String json, int levels) {
        int deep = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length() && deep <= levels; i++) {
            char c = json.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '[')) {
                deep++;
            } else if (!quoted && (c == '}' || c == ']')) {
                deep--;
            }
        }
        return deep <= levels;
    }
}
