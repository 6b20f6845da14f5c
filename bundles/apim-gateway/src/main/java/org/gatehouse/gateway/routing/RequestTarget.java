package org.gatehouse.gateway.routing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request target (RFC 9112 §3.2), and all that it may mean to whoever serves it. It goes on exactly as it was sent; what is
 * decided about it is decided by its readings, and only where all of them lead to the same.
 */
public final class RequestTarget {
    private static final byte PLAIN = 0;
    /** Nothing by itself, but not how it is spelled, or a part of what can be read in two ways. */
    private static final byte SPECIAL = 1;

    private static final byte SLASH = 2;
    private static final byte DOT = 3;
    private static final byte QUESTION_MARK = 4;
    private static final byte FORBIDDEN = 5;

    private static final byte[] KINDS = new byte[128];

    static {
        for (int c = 0; c < KINDS.length; c++) {
            KINDS[c] = c < ' ' || c == 0x7f ? FORBIDDEN : PLAIN;
        }
        for (char c : " %;\"<>[]^`{|}".toCharArray()) {
            KINDS[c] = SPECIAL;
        }
        KINDS['/'] = SLASH;
        KINDS['.'] = DOT;
        KINDS['?'] = QUESTION_MARK;
        KINDS['#'] = FORBIDDEN;
        KINDS['\\'] = FORBIDDEN;
    }

    private static final String CHARACTERS =
            "The request target must be ASCII without controls, # or, in its path, backslashes";
    private static final String FORM = "The request target must be a path, or an http or https URL";
    private static final String ESCAPES = "A % in the path must be followed by two hexadecimal digits of no control";
    private static final String DOTS = "The path must not contain . or .. segments";

    private final String text;
    private final String path;
    private final String query;
    private final boolean spelled;
    private final List<Reading> others;
    private final @Nullable String fault;

    private RequestTarget(
            String text, String path, String query, boolean spelled, List<Reading> others, @Nullable String fault) {
        this.text = text;
        this.path = path;
        this.query = query;
        this.spelled = spelled;
        this.others = others;
        this.fault = fault;
    }

    /** Reads it. */
    public static RequestTarget of(String sent) {
        String text = sent.startsWith("/") || sent.equals("*") ? sent : ofUrl(sent);
        if (text.isEmpty()) {
            return broken(sent, FORM);
        }
        boolean plain = true;
        int length = text.length();
        int end = length;
        byte before = PLAIN;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            byte kind = c < 128 ? KINDS[c] : FORBIDDEN;
            if (kind == PLAIN) {
                before = PLAIN;
                continue;
            }
            if (kind == FORBIDDEN) {
                return broken(text, CHARACTERS);
            }
            if (kind == QUESTION_MARK) {
                end = i;
            } else if (kind == SPECIAL || before == SLASH) {
                plain = false;
            }
            before = kind;
        }
        for (int i = end; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '#') {
                return broken(text, CHARACTERS);
            }
        }
        String path = end == length ? text : text.substring(0, end);
        String query = end == length ? "" : text.substring(end);
        return plain ? new RequestTarget(text, path, query, true, List.of(), null) : of(text, path, query);
    }

    private static RequestTarget of(String text, String sent, String query) {
        if (!isWellEscaped(sent)) {
            return broken(text, ESCAPES);
        }
        String path = Spelling.of(sent);
        if (Readings.hasDots(path)) {
            return broken(text, DOTS);
        }
        try {
            return new RequestTarget(text, path, query, path.equals(sent), Readings.of(path), null);
        } catch (Unreadable unreadable) {
            return broken(text, String.valueOf(unreadable.getMessage()));
        }
    }

    private static RequestTarget broken(String text, String fault) {
        return new RequestTarget(text, "", "", true, List.of(), fault);
    }

    /** The path and query of a URL (RFC 9112 §3.2.2); empty if it is none. */
    private static String ofUrl(String sent) {
        String start =
                sent.substring(0, Math.min(sent.length(), "https://".length())).toLowerCase(Locale.ROOT);
        int from = start.equals("https://") ? 8 : start.startsWith("http://") ? 7 : -1;
        if (from < 0) {
            return "";
        }
        int end = from;
        while (end < sent.length() && "/?#\\@".indexOf(sent.charAt(end)) < 0) {
            end++;
        }
        if (end == from) {
            return "";
        }
        if (end == sent.length()) {
            return "/";
        }
        return switch (sent.charAt(end)) {
            case '/' -> sent.substring(end);
            case '?' -> "/" + sent.substring(end);
            default -> "";
        };
    }

    private static boolean isWellEscaped(String path) {
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 3)) {
            int escaped = Spelling.escaped(path, at);
            if (escaped < ' ' || escaped == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is no path, or one that goes back up in one of its readings. */
    public boolean climbs() {
        return fault != null || others.stream().anyMatch(reading -> !reading.staysBelow(Reading.EVERYTHING));
    }

    /** Why nobody can be sure what it asks for; null if it may be served. */
    public @Nullable String fault() {
        return fault;
    }

    /** The target as it goes on, from its path to its end. */
    public String text() {
        return text;
    }

    /** The path in its {@linkplain Spelling spelling}, with nothing resolved: the first of its readings. */
    public String path() {
        return path;
    }

    /** The question mark and what follows it, as it was sent; empty if there is none. */
    public String query() {
        return query;
    }

    /** How else the path may be read. For nearly all targets there is no other way. */
    public List<Reading> others() {
        return others;
    }

    /** Whether the path was sent as it is spelled. */
    public boolean isSpelled() {
        return spelled;
    }

    /** What comes after these first characters of {@link #path}, query included, as it was sent. */
    public String after(int prefix) {
        if (spelled) {
            return text.substring(prefix);
        }
        int at = 0;
        for (int passed = 0; passed < prefix; ) {
            passed += Spelling.width(text, at);
            at += text.charAt(at) == '%' ? 3 : 1;
        }
        return text.substring(at);
    }

    /** The same target, which cannot be served for this reason. */
    public RequestTarget refused(String why) {
        return new RequestTarget(text, path, query, spelled, others, why);
    }
}
