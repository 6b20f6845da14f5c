package org.gatehouse.gateway.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of members as names of elements. What cannot stand in an element's name is written as {@code _xHHHH_}; a digit in
 * front and a dollar sign as API Manager 1.9 writes them.
 *
 * @see <a href="https://www.w3.org/TR/xml-names/#NT-NCName">Namespaces in XML, NCName</a>
 */
public final class ElementName {
    private static final String DIGIT_FIRST = "_JsonReader_PD_";
    private static final String DOLLAR = "_JsonReader_PS_";
    private static final String EMPTY = "_JsonReader_PE_";
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_.-]*");
    private static final Pattern CODE = Pattern.compile("_x([0-9A-F]{4})_|" + DOLLAR);

    private ElementName() {}

    /** The element's name for a member. */
    public static String of(String member) {
        if (PLAIN.matcher(member).matches() && !member.contains("_x") && !member.startsWith("_JsonReader_P")) {
            return member;
        }
        if (member.isEmpty()) {
            return EMPTY;
        }
        StringBuilder name = new StringBuilder(Character.isDigit(member.charAt(0)) ? DIGIT_FIRST : "");
        for (int i = 0; i < member.length(); i++) {
            char c = member.charAt(i);
            if (c == '$') {
                name.append(DOLLAR);
            } else if (stands(c, name.length())
                    && !member.startsWith("_x", i)
                    && !member.startsWith("_JsonReader_P", i)) {
                name.append(c);
            } else {
                name.append(String.format("_x%04X_", (int) c));
            }
        }
        return name.toString();
    }

    static String member(String name) {
        if (name.indexOf("_") < 0 || name.equals(EMPTY)) {
            return name.equals(EMPTY) ? "" : name;
        }
        String digits = name.startsWith(DIGIT_FIRST) ? name.substring(DIGIT_FIRST.length()) : name;
        return CODE.matcher(digits).replaceAll(code -> Matcher.quoteReplacement(decoded(code.group(1))));
    }

    private static String decoded(@Nullable String code) {
        return code == null ? "$" : String.valueOf((char) Integer.parseInt(code, 16));
    }

    private static boolean stands(char c, int at) {
        return Character.isLetter(c) || c == '_' || (at > 0 && (Character.isDigit(c) || c == '.' || c == '-'));
    }
}
