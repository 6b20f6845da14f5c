package org.gatehouse.gateway.json;

import java.util.regex.Pattern;

/** Texts that JSON writes without quotation marks: numbers (RFC 8259 §6), true, false and null. */
final class Primitive {
    private static final Pattern FORM =
            Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null");
    private static final int LONGEST = 100;

    private Primitive() {}

    static boolean is(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && FORM.matcher(text).matches();
    }
}
