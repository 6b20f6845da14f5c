package org.gatehouse.web;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page verb comes to: something to show, or somewhere else to go. */
public sealed interface Page {
    /** Shows the template with these values: name, value, name, value. */
    static Page show(String template, @Nullable Object... namesAndValues) {
        return new Shown(200, template, Json.object(namesAndValues));
    }

    /** Sends the browser to a path within the door, as after every form that did its work. */
    static Page to(String path) {
        return new Moved(path);
    }

    /** A page to show. */
    record Shown(int status, String template, Map<String, @Nullable Object> values) implements Page {
        /** Copies its map. */
        public Shown {
            values = new HashMap<>(values);
        }

        Shown withStatus(int other) {
            return new Shown(other, template, values);
        }
    }

    /** A path to go to. */
    record Moved(String path) implements Page {}
}
