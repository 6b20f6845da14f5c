package org.gatehouse.web.page;

import java.util.HashMap;
import java.util.Map;
import org.gatehouse.web.Attachment;
import org.gatehouse.web.Picture;
import org.jspecify.annotations.Nullable;

/** What a page verb comes to: something to show, or somewhere else to go. */
public sealed interface Page {
    /** Shows the template with these values: name, value, name, value. */
    static Page show(String template, @Nullable Object... namesAndValues) {
        return show(200, template, values(namesAndValues));
    }

    /** Shows the template with these values under another status. */
    static Shown show(int status, String template, Map<String, @Nullable Object> values) {
        return new Shown(status, template, values, "");
    }

    /** What a template is filled with: name, value, name, value. */
    static Map<String, @Nullable Object> values(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return values;
    }

    /** Sends the browser to an address anywhere. */
    static Page away(String address) {
        return new Left(address);
    }

    /** Sends the browser to a path within the door, as after every form that did its work. */
    static Page to(String path) {
        return new Moved(path);
    }

    /** Sends a picture that another page shows. */
    static Page picture(Picture picture) {
        return new Drawn(picture);
    }

    /** Lets the browser keep a file. */
    static Page keep(Attachment attachment) {
        return new Kept(attachment);
    }

    /**
     * A page to show.
     *
     * @param status the HTTP status
     * @param template the template's name
     * @param values what it is filled with
     * @param formsLeadTo an origin or scheme to which its forms may lead besides our own, as browsers look at where the
     *     answer to a form sends them; empty for none
     */
    record Shown(int status, String template, Map<String, @Nullable Object> values, String formsLeadTo)
            implements Page {
        /** Copies its map. */
        public Shown {
            values = new HashMap<>(values);
        }

        /** The same with forms that may lead to this origin or scheme. */
        public Shown leadingTo(String origin) {
            return new Shown(status, template, values, origin);
        }
    }

    /** A path to go to. */
    record Moved(String path) implements Page {}

    /** A picture to show. */
    record Drawn(Picture picture) implements Page {}

    /** A file to keep. */
    record Kept(Attachment attachment) implements Page {}

    /** An address to go to. */
    record Left(String address) implements Page {}
}
