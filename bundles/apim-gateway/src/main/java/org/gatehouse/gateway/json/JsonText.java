package org.gatehouse.gateway.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.apache.synapse.SynapseException;

/** Texts as parts of JSON. */
public final class JsonText {
    private JsonText() {}

    /** The text as a string. */
    public static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
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
