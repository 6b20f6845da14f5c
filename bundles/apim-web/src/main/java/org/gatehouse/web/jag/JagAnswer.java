package org.gatehouse.web.jag;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.web.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a {@code .jag} address.
 *
 * @param status the HTTP status, 200 almost always
 * @param body the text
 * @param file what is sent instead of it; null for nothing
 */
public record JagAnswer(int status, String body, @Nullable Attachment file) {
    /** A text. */
    public JagAnswer(int status, String body) {
        this(status, body, null);
    }

    /** A file to keep. */
    public static JagAnswer keep(Attachment file) {
        return new JagAnswer(200, "", file);
    }

    /** {@code {"error" : false}} followed by these members: name, value, name, value. */
    public static JagAnswer ok(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(Json.object("error", false));
        members.putAll(Json.object(namesAndValues));
        return new JagAnswer(200, Json.write(members));
    }

    /** {@code {"error" : true, "message" : …}} under HTTP 200, followed by these members: name, value, name, value. */
    public static JagAnswer error(String message, @Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(Json.object("error", true, "message", message));
        members.putAll(Json.object(namesAndValues));
        return new JagAnswer(200, Json.write(members));
    }

    /** No text at all. */
    public static JagAnswer empty() {
        return new JagAnswer(200, "");
    }

    /** The same under another HTTP status. */
    public JagAnswer withStatus(int other) {
        return new JagAnswer(other, body, file);
    }
}
