package org.gatehouse.publisher.rules;

import java.util.regex.Pattern;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;

/** What an API and a version may be called. */
public final class NameRules {
    /**
     * A colon ends a name where its version begins, two hyphens end the provider's; dots alone are no segment of a path. What is
     * not seen, or turns what is read around, makes one name look like another.
     */
    private static final String NO_PART = "~!#$;:%^*+={}|\\\\<>\"'/,&?\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}";

    private static final Pattern NAME = Pattern.compile("(?!.*--)(?!\\.+$)[^" + NO_PART + "-][^" + NO_PART + "]*");
    private static final int LONGEST_NAME = 200;

    /** A part of the path that is called, so of what stays as it is in every client's address (RFC 3986 §2.3). */
    private static final Pattern VERSION = Pattern.compile("(?!.*--)(?!\\.+$)[A-Za-z0-9._][A-Za-z0-9._-]*");

    private static final int LONGEST_VERSION = 30;

    private NameRules() {}

    /**
     * Agrees by returning.
     *
     * @throws Invalid naming what breaks which rule
     */
    public static void check(ApiId id) {
        if (id.name().length() > LONGEST_NAME || !NAME.matcher(id.name()).matches()) {
            throw new Invalid(
                    "API name: " + id.name()
                            + " (expected: up to 200 characters, not dots alone, none that is not seen, no blanks, no -- and none of ~!#$;:%^*+={}|\\<>\"'/,&?)");
        }
        if (id.version().length() > LONGEST_VERSION
                || !VERSION.matcher(id.version()).matches()) {
            throw new Invalid("API version: " + id.version()
                    + " (expected: up to 30 letters from a to z, digits and . _ -, but not dots alone, no - at its"
                    + " beginning and no --)");
        }
    }
}
