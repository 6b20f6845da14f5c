package org.gatehouse.web.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads {@code a=b&c=d}. What the JDK's decoder refuses, such as {@code 100%}, stands for itself. */
final class UrlEncoded {
    private UrlEncoded() {}

    static void read(@Nullable String text, Fields into) {
        int start = 0;
        while (text != null && start < text.length()) {
            int found = text.indexOf('&', start);
            int end = found < 0 ? text.length() : found;
            pair(text.substring(start, end), into);
            start = end + 1;
        }
    }

    private static void pair(String pair, Fields into) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals)).trim();
        if (!name.isEmpty()) {
            into.text(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] == '%' && i + 2 < bytes.length ? octet(bytes[i + 1], bytes[i + 2]) : -1;
            if (octet >= 0) {
                out.write(octet);
                i += 2;
            } else {
                out.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int octet(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}
