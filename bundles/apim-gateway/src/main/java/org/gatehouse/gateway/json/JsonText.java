package org.gatehouse.gateway.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.apache.synapse.SynapseException;

/** Texts as parts of JSON. */
public final class JsonText {
    private JsonText() {}

    /** The text as a string. */
    public static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    /** The same JSON, in which what a charset does not have is escaped. */
    public static String in(Charset charset, String json) {
        if (charset.equals(StandardCharsets.UTF_8) && json.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return json;
        }
        return charset.newEncoder().canEncode(json) ? json : escaped(json, c -> c < 0x80);
    }

    /** Outside of strings there is nothing that would have to be escaped. */
    private static String escaped(String text, IntPredicate plain) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (plain.test(c)) {
                escaped.append(c);
            } else {
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }

    /** The text as the value that it is; as a string if it is none. */
    public static String value(String text) {
        String trimmed = text.trim();
        if (Primitive.is(trimmed)) {
            return trimmed;
        }
        if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
            try {
                JsonReader.read(trimmed);
                return trimmed;
            } catch (SynapseException onlyLooksLikeIt) {
                return quoted(text);
            }
        }
        return quoted(text);
    }
}
