package org.gatehouse.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Ways to spoil a text. */
final class Mutation {
    private static final int LONGEST = 300_000;

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "00",
            "1.5",
            "1e309",
            "NaN",
            "0x10",
            "2147483647",
            "2147483648",
            "-2147483649",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "99999999999999999999999999999999999999");

    private static final List<String> BITS = List.of(
            "\0",
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "\r\nX-Split: 1\r\n",
            "\t",
            " ",
            "%00",
            "%0d%0a",
            "%2f",
            "%5c",
            "%2e%2e%2f",
            "%252e%252e%252f",
            "%c0%ae%c0%ae/",
            "%u002e",
            "%",
            "%zz",
            "../",
            "..;/",
            "..\\",
            "//",
            ";a=b",
            "?",
            "#",
            "&",
            "&&",
            "=",
            "'",
            "\"",
            "<",
            ">",
            "]]>",
            "<!--",
            "<![CDATA[",
            "&#0;",
            "&#xFFFFFFFF;",
            "&nosuch;",
            "<!DOCTYPE a [<!ENTITY b \"b\">]>",
            "<?xml version=\"1.1\" encoding=\"UTF-7\"?>",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\\",
            "\\u0000",
            "\\ud800",
            "{{7*7}}",
            "{uri.var.x}",
            "$1",
            "$trp:Host",
            "*",
            "*a*a*a*a*a*a*b",
            "(a+)+$",
            "\ufeff",
            "\u202e",
            "\u0130",
            "\u00df",
            "\uff1c",
            "\ud83d\ude00");

    private static final List<String> BROKEN_UTF8 =
            List.of("\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f8\u0088", "\u00e2\u0082");

    private static final List<String> NESTS =
            List.of("<a>", "[", "{\"a\":", "(", "<a xmlns:b=\"c\">", "%25", "[{\"a\":[", "../");

    private Mutation() {}

    /** The text, spoiled in one to three ways. */
    static String spoil(String text, Chance chance) {
        String spoiled = text;
        for (int left = 1 + chance.below(3); left > 0; left--) {
            spoiled = once(spoiled, chance);
        }
        return spoiled.length() > LONGEST ? spoiled.substring(0, LONGEST) : spoiled;
    }

    private static String once(String text, Chance chance) {
        int from = chance.below(text.length() + 1);
        int to = Math.min(text.length(), from + chance.below(chance.onceIn(2) ? 4 : 60));
        String before = text.substring(0, from);
        String slice = text.substring(from, to);
        String after = text.substring(to);
        return switch (chance.below(14)) {
            case 0 -> before;
            case 1 -> before + after;
            case 2 -> before + slice + slice + after;
            case 3 -> before + repeated(slice, chance) + after;
            case 4 -> before + percent(slice, chance.onceIn(3)) + after;
            case 5 -> before + chance.of(BROKEN_UTF8) + after;
            case 6 -> before + (char) chance.below(256) + after;
            case 7 -> before + swapped(slice) + after;
            case 8 -> number(text, from, chance);
            case 9 -> before + repeated(chance.of(NESTS), chance) + after;
            case 10 -> before + utf16(slice) + after;
            default -> before + utf8(chance.of(BITS)) + after;
        };
    }

    private static String repeated(String slice, Chance chance) {
        int times = chance.of(10, 100, 1_000, 1_000, 5_000, 20_000);
        return slice.repeat(Math.min(times, LONGEST / Math.max(1, slice.length())));
    }

    private static String percent(String slice, boolean twice) {
        return slice.chars()
                .mapToObj(each -> String.format(twice ? "%%25%02x" : "%%%02X", each))
                .collect(Collectors.joining());
    }

    private static String swapped(String slice) {
        return slice.chars()
                .mapToObj(each -> String.valueOf((char) (each < 128 && Character.isLetter(each) ? each ^ 32 : each)))
                .collect(Collectors.joining());
    }

    /** Puts another number in place of the first one from there on. */
    private static String number(String text, int from, Chance chance) {
        int start = from;
        while (start < text.length() && !Character.isDigit(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, start) + chance.of(NUMBERS) + text.substring(end);
    }

    private static String utf8(String bits) {
        byte[] bytes = bits.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String utf16(String slice) {
        return new String(slice.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
    }
}
