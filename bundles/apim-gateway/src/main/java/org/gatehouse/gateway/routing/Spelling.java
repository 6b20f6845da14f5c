package org.gatehouse.gateway.routing;

import java.nio.charset.StandardCharsets;

/**
 * One spelling for each path: what may stand plainly stands plainly, everything else is encoded in capitals (RFC 3986
 * §6.2.2). What divides a path, and the percent sign itself, stay as encoded as they came: to decode them is another reading.
 */
public final class Spelling {
    private static final String HEX = "0123456789ABCDEF";
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = '0'; c <= 'z'; c++) {
            PLAIN[c] = Character.isLetterOrDigit(c);
        }
        // Unreserved and what pchar has beside them, but for the semicolon (RFC 3986 §3.3).
        for (char c : "-._~!$&'()*+,=:@".toCharArray()) {
            PLAIN[c] = true;
        }
    }

    private Spelling() {}

    /** The spelling of a path, or of a part of one; the same object if it is spelled so. */
    public static String of(String path) {
        int same = 0;
        while (same < path.length() && isKept(path.charAt(same))) {
            same++;
        }
        if (same == path.length()) {
            return path;
        }
        StringBuilder spelled = new StringBuilder(path.length() + 16).append(path, 0, same);
        for (int i = same; i < path.length(); i++) {
            char c = path.charAt(i);
            int escaped = c == '%' ? escaped(path, i) : -1;
            if (escaped >= 0) {
                if (isPlain((char) escaped)) {
                    spelled.append((char) escaped);
                } else {
                    encode(escaped, spelled);
                }
                i += 2;
            } else if (isKept(c)) {
                spelled.append(c);
            } else {
                i += encode(path, i, spelled) - 1;
            }
        }
        return spelled.toString();
    }

    /** The text with everything encoded that cannot stand in a request target; what is encoded stays as it is. */
    public static String sendable(String target) {
        int same = 0;
        while (same < target.length() && isSendable(target.charAt(same))) {
            same++;
        }
        if (same == target.length()) {
            return target;
        }
        StringBuilder sendable = new StringBuilder(target.length() + 16).append(target, 0, same);
        for (int i = same; i < target.length(); i++) {
            if (isSendable(target.charAt(i))) {
                sendable.append(target.charAt(i));
            } else {
                i += encode(target, i, sendable) - 1;
            }
        }
        return sendable.toString();
    }

    /** How many characters the unit at this place, plain or escaped, takes in the spelling. */
    static int width(String path, int at) {
        char c = path.charAt(at);
        if (c == '%') {
            return isPlain((char) escaped(path, at)) ? 1 : 3;
        }
        return isKept(c) ? 1 : 3;
    }

    /** The byte that is escaped at this place; negative if none is. */
    static int escaped(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = digit(text.charAt(percent + 1));
        int low = digit(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** Unlike {@link Character#digit} it knows no digits of other scripts. */
    private static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static boolean isPlain(char c) {
        return c < 128 && PLAIN[c];
    }

    private static boolean isKept(char c) {
        return isPlain(c) || c == '/' || c == ';';
    }

    private static boolean isSendable(char c) {
        return c > ' ' && c < 0x7f && c != '#' && c != '\\';
    }

    /** Encodes the character at this place; returns how many chars it has. */
    private static int encode(String text, int at, StringBuilder into) {
        int character = text.codePointAt(at);
        for (byte b : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            encode(b & 0xff, into);
        }
        return Character.charCount(character);
    }

    private static void encode(int octet, StringBuilder into) {
        into.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xf));
    }
}
