package org.gatehouse.domain.keys;

import java.util.Locale;
import java.util.OptionalLong;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens are wanted: those that all of it fits.
 *
 * @param text what is somewhere in the name of the application, of its owner, or of the user, in any case; empty for anything
 * @param fingerprint how the fingerprint begins, in any case; empty for any
 * @param user in whose name; null for anybody
 * @param application the number of the application; empty for any
 */
public record TokenQuery(
        String text, String fingerprint, @Nullable UserName user, OptionalLong application) {
    /** All of them. */
    public static final TokenQuery ALL = new TokenQuery("", "", null, OptionalLong.empty());

    private static final int MOST_OF_TEXT = 200;

    /** Refuses a text of more than {@value #MOST_OF_TEXT} characters, and what is no beginning of a fingerprint. */
    public TokenQuery {
        if (text.length() > MOST_OF_TEXT) {
            throw new Invalid("search: " + text.length() + " characters (expected: at most " + MOST_OF_TEXT + ")");
        }
        fingerprint = lower(fingerprint);
        if (!fingerprint.matches("[0-9a-f]{0," + AccessToken.FINGERPRINT_LENGTH + "}")) {
            // Not told, as it may be a token.
            throw new Invalid("fingerprint: " + fingerprint.length() + " characters (expected: at most "
                    + AccessToken.FINGERPRINT_LENGTH + " of 0-9 and a-f)");
        }
    }

    /** Whether it names a token, a user or an application, rather than to look for some. */
    public boolean isNamed() {
        return fingerprint.length() == AccessToken.FINGERPRINT_LENGTH || user != null || application.isPresent();
    }

    /** Whether it finds this one. */
    public boolean finds(CallingToken token) {
        return token.fingerprint().startsWith(fingerprint)
                && (user == null || user.equals(token.user()))
                && (application.isEmpty()
                        || application.getAsLong() == token.application().id())
                && (lower(token.application().name()).contains(lowerText())
                        || lower(token.application().subscriber().toString()).contains(lowerText())
                        || lower(token.user().toString()).contains(lowerText()));
    }

    /** The text as it is looked for. */
    public String lowerText() {
        return lower(text);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
