package org.gatehouse.web.request;

import java.util.HashMap;
import java.util.Map;
import org.gatehouse.domain.Invalid;

/** The fields of a form while it is read: the first value of a name counts, and no form has more than so many. */
final class Fields {
    /** Enough for an API of a thousand resources. */
    static final int MOST = 5_000;

    private static final int LONGEST_NAME = 256;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Upload> uploads = new HashMap<>();
    private int count;

    void text(String name, String value) {
        count(name);
        if (value.indexOf('\0') >= 0) {
            throw new Invalid("The field " + name + " has a character of code 0 (expected: text)");
        }
        texts.putIfAbsent(name, value);
    }

    void upload(String name, Upload upload) {
        count(name);
        uploads.putIfAbsent(name, upload);
    }

    private void count(String name) {
        if (++count > MOST) {
            throw new Invalid("The form has more than " + MOST + " fields");
        }
        if (name.length() > LONGEST_NAME) {
            throw new Invalid("The form has a field whose name is longer than " + LONGEST_NAME + " characters");
        }
    }

    Parameters done() {
        return new Parameters(texts, uploads);
    }
}
